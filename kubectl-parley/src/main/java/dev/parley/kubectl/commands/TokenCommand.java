package dev.parley.kubectl.commands;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.crds.MeetingCluster;
import dev.parley.crds.schema.Moment;
import dev.parley.kubectl.kube.Kube;
import dev.parley.kubectl.kube.Mistake;
import dev.parley.kubectl.kube.Secrets;
import dev.parley.kubectl.options.ClusterOption;
import dev.parley.kubectl.options.Durations;
import dev.parley.kubectl.options.KubeOptions;
import dev.parley.kubectl.options.OutputOptions;
import dev.parley.kubectl.print.Shell;
import dev.parley.kubectl.signaling.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "token",
        description =
                "Make a token that lets somebody into a room, to try things. It is signed with the current API key"
                        + " of the MeetingCluster, whose Secret you have to be allowed to read.",
        footer = {
            "",
            "Examples:",
            "  kubectl parley token standup --role host --name Ada --link",
            "  TOKEN=$(kubectl parley token standup)"
        })
public final class TokenCommand implements Callable<Integer> {
    /// As signaling takes them.
    private static final Pattern ROOM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final Shell shell;
    private final KubeOptions where;

    @Parameters(index = "0", paramLabel = "ROOM", description = "The room's id. It need not be there yet.")
    private String room = "";

    @Mixin
    private ClusterOption cluster = new ClusterOption();

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            defaultValue = "guest",
            description = "One of: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Role role = Role.guest;

    @Option(names = "--name", paramLabel = "NAME", description = "What others see.")
    private @Nullable String name;

    @Option(
            names = "--identity",
            paramLabel = "IDENTITY",
            description = "Who it is. Absent: somebody new, each time the token is used.")
    private @Nullable String identity;

    @Option(
            names = "--publish",
            paramLabel = "SOURCE",
            split = ",",
            description = "What may be published: ${COMPLETION-CANDIDATES}. Absent: all that the role may.")
    private @Nullable List<Source> publish;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "1h",
            converter = Durations.class,
            description = "How long it is good. Default: ${DEFAULT-VALUE}.")
    private Duration life = Duration.ofHours(1);

    @Option(names = "--link", description = "Print a link to the meeting page instead.")
    private boolean link;

    @Mixin
    private OutputOptions output = new OutputOptions();

    public TokenCommand(Shell shell, KubeOptions where) {
        this.shell = shell;
        this.where = where;
    }

    /// In the words of the protocol.
    enum Role {
        host,
        cohost,
        guest,
        viewer
    }

    /// In the words of the protocol.
    enum Source {
        microphone,
        camera,
        screen,
        screenAudio
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Issued(
            String token,
            String room,
            String role,
            @Moment Instant expiresAt,
            @Nullable String url) {}

    @Override
    public Integer call() {
        if (!ROOM.matcher(room).matches()) {
            throw new Mistake("room: " + room + " (expected: 1..64 of A-Z a-z 0-9 _ -)");
        }
        try (Kube kube = where.open()) {
            MeetingCluster meeting = cluster.of(kube);
            Secrets.Key key = Secrets.current(kube, meeting);
            Instant now = shell.clock().instant();
            String token = new Token(
                            room,
                            role.name(),
                            identity,
                            name,
                            publish == null
                                    ? null
                                    : publish.stream().map(Source::name).toList())
                    .signed(key, new Token.Stamp(UUID.randomUUID(), now, life));
            String page =
                    meeting.getStatus() == null ? null : meeting.getStatus().url();
            String url = page == null ? null : page.replaceAll("/+$", "") + "/r/" + room + "#token=" + token;
            if (output.isDocument()) {
                output.print(new Issued(token, room, role.name(), now.plus(life), url), kube, shell);
            } else if (!link) {
                shell.say(token);
            } else if (url != null) {
                shell.say(url);
            } else {
                throw new Mistake(
                        "url of MeetingCluster " + meeting.getMetadata().getName()
                                + ": none (expected: its status has one, once an operator"
                                + " has looked at it)");
            }
            return 0;
        }
    }
}
