package dev.parley.charts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@WithHelm
@DisplayName("Values that make no sense are refused")
class RefusalsTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            oprator.replicas=2                      | additional properties 'oprator' not allowed
            operator.replica=2                      | at '/operator': additional properties 'replica' not allowed
            operator.replicas=9                     | at '/operator/replicas': maximum: got 9, want 5
            operator.replicas=two                   | at '/operator/replicas': got string, want integer
            operator.namespaces=meetings            | at '/operator/namespaces': got string, want array
            operator.namespaces[0]=Meetings         | at '/operator/namespaces/0': 'Meetings' does not match pattern
            operator.resources.limits.memory=512MB  | at '/operator/resources/limits/memory': '512MB' does not match
            operator.resources.limit.memory=1Gi     | additional properties 'limit' not allowed
            images.version=latest edition           | at '/images/version': 'latest edition' does not match pattern
            images.registry=https://r.example.com/  | at '/images/registry'
            images.pullPolicy=Sometimes             | at '/images/pullPolicy': value must be one of 'Always'
            images.pullSecrets[0]=mirror            | at '/images/pullSecrets/0': got string, want object
            networkPolicies.apiServerPorts[0]=70000 | at '/networkPolicies/apiServerPorts/0': maximum: got 70,000
            monitors.scrapeSeconds=1                | at '/monitors/scrapeSeconds': minimum: got 1, want 5
            monitors.enabled=yes                    | at '/monitors/enabled': got string, want boolean
            alerts.runbooks=git.example.com         | at '/alerts/runbooks': 'git.example.com' does not match
            dashboards.labels.a=1                   | at '/dashboards/labels/a': got number, want string
            meeting.name=Meet                       | at '/meeting/name': 'Meet' does not match pattern
            meeting.regions[0].spec.replicas=1      | at '/meeting/regions/0': missing property 'name'
            crds.install=true                       | at '/crds': additional properties 'install' not allowed
            coturn.enabled=true,coturn.port=3479    | additional properties 'port' not allowed
            coturn.enabled=true                     | coturn.secretName: not set (expected: the name of a Secret
            coturn.enabled=true,coturn.secretName=a | coturn.peers: none (expected: the addresses of media nodes
            meeting.enabled=true,operator.namespaces[0]=a | operator.namespaces: a (expected: parley-system among them
            """)
    void refused(String values, String expected, Helm helm) {
        var outcome = helm.run(
                "template",
                Helm.RELEASE,
                Helm.CHARTS.resolve("parley").toString(),
                "-n",
                Helm.NAMESPACE,
                "--set",
                values);
        assertThat(outcome.status()).as(outcome.out()).isNotZero();
        assertThat(outcome.errors()).contains(expected);
    }
}
