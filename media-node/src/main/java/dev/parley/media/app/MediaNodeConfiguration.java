package dev.parley.media.app;

import dev.parley.media.control.Node;
import dev.parley.media.http.LinkSocket;
import dev.parley.media.http.Links;
import dev.parley.media.http.NodeMeters;
import dev.parley.media.http.NodeRoutes;
import dev.parley.media.http.SecretFilter;
import dev.parley.media.node.Linking;
import java.security.SecureRandom;
import java.util.Map;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.socket.server.support.WebSocketHandlerMapping;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/// The one place where the node's objects are made. Of Spring Boot only the web server is wanted, whatever
/// else lies on the class path of the program this runs in: so nothing is configured by its presence.
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    LifecycleAutoConfiguration.class,
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    WebMvcAutoConfiguration.class
})
class MediaNodeConfiguration {
    /// Before the routes, whose last one takes everything.
    private static final int LINK_ORDER = -2;

    @Bean
    ShellSettings settings(Environment environment) {
        return new ShellSettings(environment, new SecureRandom());
    }

    @Bean(destroyMethod = "")
    Node node(NodeMaker maker, ShellSettings settings) {
        return maker.make(settings.node(System::nanoTime), new Linking(settings.link(), settings.secret()));
    }

    @Bean
    NodeMeters meters(Node node) {
        return new NodeMeters(node);
    }

    @Bean(destroyMethod = "")
    Links links(Node node, NodeMeters meters) {
        return new Links(node, meters);
    }

    @Bean
    NodeLifecycle lifecycle(Node node, Links links, ShellSettings settings) {
        return new NodeLifecycle(node, links, settings.farewell());
    }

    @Bean
    RouterFunction<ServerResponse> routes(Node node, NodeMeters meters) {
        return new NodeRoutes(node, Release.name(), meters).routes();
    }

    @Bean
    WebSocketHandlerMapping link(Node node, Links links, NodeMeters meters) {
        var mapping = new WebSocketHandlerMapping();
        mapping.setOrder(LINK_ORDER);
        mapping.setUrlMap(Map.of("/v1/link", new WebSocketHttpRequestHandler(new LinkSocket(node, links, meters))));
        return mapping;
    }

    @Bean
    FilterRegistrationBean<SecretFilter> secretFilter(ShellSettings settings) {
        var filter = new FilterRegistrationBean<>(new SecretFilter(settings.secret()));
        filter.addUrlPatterns("/v1/*");
        return filter;
    }
}
