package dev.parley.media.session;

import dev.parley.media.negotiation.ExtensionIds;
import dev.parley.media.negotiation.PayloadBinding;
import dev.parley.media.negotiation.PublishPlan;
import dev.parley.media.negotiation.SessionPlan;
import dev.parley.media.negotiation.SlotPlan;
import dev.parley.room.Codec;
import dev.parley.room.Source;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/// The binary form of a [SessionPlan].
final class PlanCodec {
    private PlanCodec() {}

    static void write(SessionPlan plan, DataOutputStream out) throws IOException {
        Lists.write(plan.publishes(), out, PlanCodec::writePublish);
        Lists.write(plan.slots(), out, PlanCodec::writeSlot);
        Lists.write(plan.payloads(), out, (binding, to) -> {
            to.writeByte(binding.payloadType());
            to.writeUTF(binding.codec().name());
            to.writeBoolean(binding.rtx());
            to.writeByte(binding.apt());
        });
        ExtensionIds ids = plan.extensions();
        for (int id : new int[] {
            ids.mid(),
            ids.rid(),
            ids.repairedRid(),
            ids.audioLevel(),
            ids.transportCc(),
            ids.videoOrientation(),
            ids.absCaptureTime()
        }) {
            out.writeByte(id);
        }
        out.writeBoolean(plan.reducedSizeRtcp());
        out.writeInt(plan.feedbackSsrc());
    }

    static SessionPlan read(DataInputStream in) throws IOException {
        return new SessionPlan(
                Lists.read(in, PlanCodec::readPublish),
                Lists.read(in, PlanCodec::readSlot),
                Lists.read(
                        in,
                        from -> new PayloadBinding(
                                from.readUnsignedByte(), codec(from), from.readBoolean(), from.readUnsignedByte())),
                new ExtensionIds(
                        in.readUnsignedByte(),
                        in.readUnsignedByte(),
                        in.readUnsignedByte(),
                        in.readUnsignedByte(),
                        in.readUnsignedByte(),
                        in.readUnsignedByte(),
                        in.readUnsignedByte()),
                in.readBoolean(),
                in.readInt());
    }

    static Codec codec(DataInputStream in) throws IOException {
        return Codec.valueOf(in.readUTF());
    }

    private static void writePublish(PublishPlan publish, DataOutputStream out) throws IOException {
        out.writeUTF(publish.mid());
        out.writeUTF(publish.source().name());
        Lists.write(publish.rids(), out, (rid, to) -> to.writeUTF(rid));
        Lists.write(publish.ssrcs(), out, (pair, to) -> {
            to.writeInt(pair.primary());
            to.writeInt(pair.rtx());
        });
    }

    private static PublishPlan readPublish(DataInputStream in) throws IOException {
        return new PublishPlan(
                in.readUTF(),
                Source.valueOf(in.readUTF()),
                Lists.read(in, from -> from.readUTF()),
                Lists.read(in, from -> new PublishPlan.SsrcPair(from.readInt(), from.readInt())));
    }

    private static void writeSlot(SlotPlan slot, DataOutputStream out) throws IOException {
        out.writeUTF(slot.mid());
        out.writeBoolean(slot.audio());
        out.writeInt(slot.ssrc());
        out.writeInt(slot.rtxSsrc());
        Lists.write(slot.codecs(), out, (codec, to) -> {
            to.writeUTF(codec.codec().name());
            to.writeByte(codec.payloadType());
            to.writeByte(codec.rtxPayloadType());
        });
    }

    private static SlotPlan readSlot(DataInputStream in) throws IOException {
        return new SlotPlan(
                in.readUTF(),
                in.readBoolean(),
                in.readInt(),
                in.readInt(),
                Lists.read(in, from -> new SlotPlan.SlotCodec(codec(from), from.readByte(), from.readByte())));
    }
}
