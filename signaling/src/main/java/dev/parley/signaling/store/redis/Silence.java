package dev.parley.signaling.store.redis;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.Future;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Gives up a connection that answers nothing. TCP itself tries ever more seldom when packets are lost:
/// after a minute without a network it would be a minute more until it tries again, whereas a new
/// connection is there at once.
final class Silence extends ChannelDuplexHandler {
    private static final Duration LOOK = Duration.ofSeconds(1);
    /// Longer than a command waits for its answer.
    private static final int LOOKS = 4;

    private static final Logger LOG = System.getLogger(Silence.class.getName());

    // Only on the channel's loop.
    private @Nullable Future<?> looking;
    private boolean asked;
    private int looks;

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        looking = context.executor()
                .scheduleAtFixedRate(() -> look(context), LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
        super.channelActive(context);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        asked = true;
        super.write(context, message, promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        asked = false;
        looks = 0;
        super.channelRead(context, message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        if (looking != null) {
            looking.cancel(false);
        }
        super.channelInactive(context);
    }

    private void look(ChannelHandlerContext context) {
        if (asked && ++looks == LOOKS) {
            LOG.log(Level.WARNING, "Redis does not answer: another connection to it is opened");
            var _ = context.close();
        }
    }
}
