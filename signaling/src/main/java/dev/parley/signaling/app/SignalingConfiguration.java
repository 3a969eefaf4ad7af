package dev.parley.signaling.app;

import dev.parley.signaling.access.JoinGate;
import dev.parley.signaling.access.TokenBucket.Rate;
import dev.parley.signaling.access.Tokens;
import dev.parley.signaling.http.ApiKeyFilter;
import dev.parley.signaling.http.CrossOriginFilter;
import dev.parley.signaling.http.ErrorDoor;
import dev.parley.signaling.http.FleetController;
import dev.parley.signaling.http.HealthController;
import dev.parley.signaling.http.MediaController;
import dev.parley.signaling.http.PagesController;
import dev.parley.signaling.http.Problems;
import dev.parley.signaling.http.RoomsController;
import dev.parley.signaling.http.UpgradeFilter;
import dev.parley.signaling.meters.SignalingMeters;
import dev.parley.signaling.socket.SignalSocket;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;

/// Builds the shell around [Core]: what Spring must know of, and nothing else.
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableWebSocket
public class SignalingConfiguration {
    /// Before something is tried again that has just failed: short beside what a person notices, long beside a try.
    private static final long PAUSE_NS = 200_000_000;

    @Bean
    SignalingSettings settings(Environment environment) {
        return SignalingSettings.read(environment::getProperty);
    }

    @Bean
    PrometheusMeterRegistry registry() {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        return registry;
    }

    @Bean
    JvmGcMetrics gcMetrics(PrometheusMeterRegistry registry) {
        var gc = new JvmGcMetrics();
        gc.bindTo(registry);
        return gc;
    }

    @Bean
    SignalingMeters meters(PrometheusMeterRegistry registry) {
        return new SignalingMeters(registry);
    }

    @Bean
    Tokens tokens(SignalingSettings settings, InstantSource clock) {
        return new Tokens(settings.apiKeys(), clock);
    }

    @Bean
    JoinGate gate(SignalingSettings settings, InstantSource clock) {
        var rates = settings.joins();
        return new JoinGate(rate(rates.perAddress()), rate(rates.perRoom()), clock);
    }

    private static Rate rate(int perSecond) {
        return new Rate(perSecond, perSecond * 10);
    }

    @Bean(destroyMethod = "close")
    Core core(SignalingSettings settings, Tokens tokens, JoinGate gate, CoreTools tools) {
        return Core.build(settings, tokens, gate, tools);
    }

    @Bean
    CoreTools tools(InstantSource clock, SignalingMeters meters) {
        return CoreTools.create(clock, () -> LockSupport.parkNanos(PAUSE_NS), meters);
    }

    @Bean
    SmartLifecycle farewell(Core core) {
        return new Farewell(core.conversations());
    }

    @Bean
    WebSocketConfigurer sockets(Core core, CoreTools tools, SignalingMeters meters) {
        var socket = new SignalSocket(tools.instance(), core.conversations(), tools.threads(), meters);
        // A token is the permission, no cookie is ever used: pages of any origin may hold a conversation.
        return registry -> registry.addHandler(socket, "/v1/signal").setAllowedOriginPatterns("*");
    }

    @Bean
    RoomsController rooms(Core core, Tokens tokens, CoreTools tools) {
        var chance = new RoomsController.Chance(tools.clock(), tools.random()::nextLong);
        return new RoomsController(core.service(), core.stores(), tokens, chance);
    }

    @Bean
    FleetController fleet(Core core) {
        return new FleetController(core.service(), core.moves(), core.nodes());
    }

    @Bean
    MediaController media(Core core, Tokens tokens) {
        return new MediaController(tokens, core.mediaOnly(), core.media());
    }

    @Bean
    HealthController health(Core core, PrometheusMeterRegistry registry) {
        return new HealthController(core.needs(), registry::scrape);
    }

    @Bean
    PagesController pages() {
        return new PagesController();
    }

    @Bean
    ErrorDoor errors() {
        return new ErrorDoor();
    }

    @Bean
    Problems problems(SignalingMeters meters) {
        return new Problems(meters);
    }

    @Bean
    FilterRegistrationBean<ApiKeyFilter> apiKeyFilter(
            SignalingSettings settings, InstantSource clock, SignalingMeters meters) {
        var filter = new FilterRegistrationBean<>(new ApiKeyFilter(settings.apiKeys(), clock, meters));
        filter.setUrlPatterns(List.of("/v1/rooms", "/v1/rooms/*", "/v1/nodes"));
        return filter;
    }

    @Bean
    FilterRegistrationBean<UpgradeFilter> upgradeFilter(Core core, SignalingMeters meters) {
        var filter = new FilterRegistrationBean<>(
                new UpgradeFilter(() -> core.conversations().isClosing(), meters));
        filter.setUrlPatterns(List.of("/v1/signal"));
        return filter;
    }

    @Bean
    FilterRegistrationBean<CrossOriginFilter> crossOriginFilter() {
        var filter = new FilterRegistrationBean<>(new CrossOriginFilter());
        filter.setUrlPatterns(List.of("/whip/*", "/whep/*"));
        return filter;
    }
}
