package dev.parley.media.app;

import dev.parley.media.node.MediaNode;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.logging.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.web.context.support.StandardServletEnvironment;

/// The media node as a program, and as something another program starts: any number of them live in one
/// process, each with its ports, metrics and objects.
public final class MediaNodeApplication {
    private static final Map<String, Object> DEFAULTS = Map.ofEntries(
            Map.entry("server.port", "${parley.node-http-port:9100}"),
            // Whatever configuration files another program on the class path has are not ours.
            Map.entry("spring.config.name", "media-node"),
            Map.entry("spring.main.banner-mode", "off"),
            Map.entry("spring.jmx.enabled", "false"),
            Map.entry("spring.threads.virtual.enabled", "true"),
            Map.entry("spring.web.resources.add-mappings", "false"),
            Map.entry("server.shutdown", "graceful"),
            Map.entry("spring.lifecycle.timeout-per-shutdown-phase", "10s"),
            Map.entry("logging.level.org.springframework", "warn"),
            Map.entry("logging.level.org.apache", "warn"));

    /// `EX_CONFIG` of sysexits.h: starting again will not help.
    private static final int BAD_SETTING = 78;

    private static final long MS_NS = 1_000_000;
    private static final Logger LOG = LoggerFactory.getLogger(MediaNodeApplication.class);

    private MediaNodeApplication() {}

    /// Settings come from the environment (`docs/configuration.md`).
    public static void main(String[] arguments) {
        try {
            start(Map.of());
        } catch (BadSetting wrong) {
            System.err.println("parley media node: " + wrong.getMessage());
            System.exit(BAD_SETTING);
        }
    }

    /// Starts a node. Properties (`parley.media-port`) win over the environment; the HTTP port taken is the
    /// context's `local.server.port`. Throws a [BadSetting] when a setting makes no sense.
    public static ConfigurableApplicationContext start(Map<String, Object> properties) {
        var settings = settings(environment(properties));
        warmUp(settings.warmUpSeconds());
        return start(properties, (node, linking) -> new MediaNode(node, InstantSource.system(), linking));
    }

    /// The same with another core, made by `maker`.
    public static ConfigurableApplicationContext start(Map<String, Object> properties, NodeMaker maker) {
        var application = new SpringApplication(MediaNodeConfiguration.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setDefaultProperties(DEFAULTS);
        StandardServletEnvironment environment = environment(properties);
        settings(environment);
        application.setEnvironment(environment);
        application.addInitializers(
                context -> ((GenericApplicationContext) context).registerBean(NodeMaker.class, () -> maker));
        return application.run();
    }

    private static StandardServletEnvironment environment(Map<String, Object> properties) {
        var environment = new StandardServletEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("parley", properties));
        return environment;
    }

    /// Checked before Spring begins, which would hide the sentence in a stack trace.
    private static ShellSettings settings(StandardServletEnvironment environment) {
        var settings = new ShellSettings(environment, new SecureRandom());
        settings.check();
        return settings;
    }

    /// Before the web server stands, so before anybody can be told that the node is ready.
    private static void warmUp(int seconds) {
        if (seconds == 0) {
            return;
        }
        long beganNs = System.nanoTime();
        var news = java.util.logging.Logger.getLogger(MediaNode.class.getPackageName());
        news.setLevel(Level.WARNING); // that the rehearsal's sessions move is none
        try {
            var rehearsed = new WarmUp(System::nanoTime, InstantSource.system(), new SecureRandom())
                    .run(WarmUp.PACKETS, WarmUp.MOVES, seconds);
            LOG.info(
                    "Warmed up by {} packets and {} moves in {} ms",
                    rehearsed.packets(),
                    rehearsed.moves(),
                    (System.nanoTime() - beganNs) / MS_NS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) {
            LOG.warn("Not warmed up; the first seconds of the first meeting will be slower", failed);
        } finally {
            news.setLevel(null);
        }
    }
}
