package dev.parley.crds.kube;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Tests that are given an [ApiServer]: one for all classes of a run. Where there is none to start they are
/// skipped, and say why; on CI they fail.
@ExtendWith(WithApiServer.Extension.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface WithApiServer {

    final class Extension implements ExecutionCondition, ParameterResolver {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (KubePrograms.areNeeded() || KubePrograms.here().isPresent()) {
                return ConditionEvaluationResult.enabled("there is an API server, or has to be");
            }
            System.out.println("» " + context.getDisplayName() + ": skipped. " + KubePrograms.MISSING);
            return ConditionEvaluationResult.disabled(KubePrograms.MISSING);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == ApiServer.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(WithApiServer.class))
                    .computeIfAbsent(ApiServer.class, _ -> started(), ApiServer.class);
        }

        private static ApiServer started() {
            try {
                return ApiServer.start(
                        KubePrograms.here().orElseThrow(() -> new IllegalStateException(KubePrograms.MISSING)));
            } catch (IOException failure) {
                throw new UncheckedIOException("the API server did not start", failure);
            }
        }
    }
}
