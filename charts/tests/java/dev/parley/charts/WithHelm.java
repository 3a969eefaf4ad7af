package dev.parley.charts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Tests that are given a [Helm]. Where there is none they are skipped, and say why; on CI they fail.
@ExtendWith(WithHelm.Extension.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface WithHelm {

    final class Extension implements ExecutionCondition, ParameterResolver {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (System.getenv("CI") != null || Helm.here().isPresent()) {
                return ConditionEvaluationResult.enabled("there is a Helm, or has to be");
            }
            System.out.println("» " + context.getDisplayName() + ": skipped. " + Helm.MISSING);
            return ConditionEvaluationResult.disabled(Helm.MISSING);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Helm.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return Helm.here().orElseThrow(() -> new IllegalStateException(Helm.MISSING));
        }
    }
}
