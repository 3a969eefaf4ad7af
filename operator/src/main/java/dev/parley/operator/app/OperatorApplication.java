package dev.parley.operator.app;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/// The operator as a program.
public final class OperatorApplication {
    private static final Map<String, Object> DEFAULTS = Map.of(
            "server.port", "${parley.operator-http-port:8080}",
            "server.shutdown", "graceful",
            "spring.main.log-startup-info", "false",
            "spring.jmx.enabled", "false",
            "spring.threads.virtual.enabled", "true",
            "logging.level.root", "warn",
            "logging.level.dev.parley", "info");

    /// `EX_CONFIG` of sysexits.h: starting again will not help.
    private static final int BAD_SETTING = 78;

    private OperatorApplication() {}

    /// Settings come from the environment (`docs/configuration.md`).
    public static void main(String[] arguments) {
        try {
            OperatorSettings.read(new StandardEnvironment()::getProperty);
        } catch (BadSetting wrong) {
            System.err.println("parley operator: " + wrong.getMessage());
            System.exit(BAD_SETTING);
        }
        var _ = start(Map.of(), () -> new KubernetesClientBuilder().build());
    }

    /// Starts an operator. Properties (`parley.operator-namespaces`) win over the environment.
    static ConfigurableApplicationContext start(Map<String, Object> properties, Supplier<KubernetesClient> client) {
        return new SpringApplicationBuilder(OperatorConfiguration.class)
                .bannerMode(Banner.Mode.OFF)
                .properties(DEFAULTS)
                .initializers(context -> {
                    context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("given", properties));
                    ((GenericApplicationContext) context).registerBean(KubernetesClient.class, client);
                })
                .run();
    }
}
