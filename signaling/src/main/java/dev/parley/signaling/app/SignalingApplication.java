package dev.parley.signaling.app;

import java.security.Security;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/// The signaling server. Runs alone, or several in one JVM: it keeps nothing static.
public final class SignalingApplication {
    /// A path, a token and a few headers; more is an attack on memory.
    public static final int HEADER_KB = 16;
    /// A request that stands still for so long is not one: nobody holds connections by beginning them.
    public static final int STANDSTILL_SECONDS = 10;

    private static final Map<String, Object> DEFAULTS = Map.ofEntries(
            Map.entry("server.port", "${parley.http-port:8080}"),
            Map.entry("server.address", "${parley.http-address:0.0.0.0}"),
            Map.entry("server.shutdown", "graceful"),
            Map.entry("server.error.whitelabel.enabled", "false"),
            Map.entry("server.tomcat.max-http-form-post-size", "64KB"),
            Map.entry("server.max-http-request-header-size", HEADER_KB + "KB"),
            Map.entry("server.tomcat.connection-timeout", STANDSTILL_SECONDS + "s"),
            // An upgrade that happens to be the last request of a kept connection would be answered with a close.
            Map.entry("server.tomcat.max-keep-alive-requests", "-1"),
            Map.entry("spring.lifecycle.timeout-per-shutdown-phase", "10s"),
            Map.entry("spring.threads.virtual.enabled", "true"),
            Map.entry("spring.main.log-startup-info", "false"),
            Map.entry("spring.jmx.enabled", "false"),
            Map.entry("spring.web.resources.cache.cachecontrol.max-age", "1h"),
            Map.entry("logging.level.root", "warn"),
            // A client's wrong method is the client's news, and counted.
            Map.entry("logging.level.org.springframework.web.servlet.PageNotFound", "error"),
            // Redis' threads end a moment after the web server, and are no leak.
            Map.entry("logging.level.org.apache.catalina.loader.WebappClassLoaderBase", "error"),
            Map.entry("logging.level.dev.parley", "info"));

    /// Connections beyond the sockets of PARLEY_SOCKETS: health and the server API are answered by a full server too.
    private static final int SPARE_CONNECTIONS = 2_000;

    /// For how long the JVM believes what a resolver said, which is 30 s unless it is told before its first look:
    /// nodes that are found by name come and go. Whoever starts this within another program tells that one.
    private static final String NAMES_SECONDS = "1";

    /// `EX_CONFIG` of sysexits.h: starting again will not help.
    private static final int BAD_SETTING = 78;

    private SignalingApplication() {}

    public static void main(String[] arguments) {
        Security.setProperty("networkaddress.cache.ttl", NAMES_SECONDS);
        Security.setProperty("networkaddress.cache.negative.ttl", NAMES_SECONDS);
        try {
            builder(check(Map.of()), InstantSource.system()).run(arguments);
        } catch (BadSetting wrong) {
            System.err.println("parley signaling: " + wrong.getMessage());
            System.exit(BAD_SETTING);
        }
    }

    /// Throws a [BadSetting] when one makes no sense.
    ///
    /// `properties` win over the environment: `parley.http-port` (0: any free one; the context's property
    /// `local.server.port` tells which), `parley.nodes` and so on.
    public static ConfigurableApplicationContext start(Map<String, Object> properties) {
        return start(properties, InstantSource.system());
    }

    /// With a clock of the caller's.
    public static ConfigurableApplicationContext start(Map<String, Object> properties, InstantSource clock) {
        return builder(check(properties), clock)
                .initializers(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("given", Map.copyOf(properties))))
                .registerShutdownHook(false)
                .run();
    }

    /// Throws a [BadSetting] before Spring begins, which would hide its sentence in a stack trace.
    private static SignalingSettings check(Map<String, Object> properties) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", properties));
        return SignalingSettings.read(environment::getProperty);
    }

    private static SpringApplicationBuilder builder(SignalingSettings settings, InstantSource clock) {
        int connections = settings.sockets().sockets() + SPARE_CONNECTIONS;
        return new SpringApplicationBuilder(SignalingConfiguration.class)
                .initializers(context -> context.getBeanFactory().registerSingleton("clock", clock))
                .bannerMode(Banner.Mode.OFF)
                .properties(DEFAULTS)
                .properties("server.tomcat.max-connections=" + connections);
    }
}
