package dev.parley.kubectl.app;

import dev.parley.kubectl.kube.Mistake;
import dev.parley.kubectl.print.Shell;
import dev.parley.kubectl.print.Tone;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// What went wrong, in one sentence as kubectl says it. A stack trace is for a fault of ours alone.
final class Failures {
    private final Shell shell;

    Failures(Shell shell) {
        this.shell = shell;
    }

    /// The words on the command line make no sense.
    int misread(ParameterException wrong, String[] words) {
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            List<String> meant = unmatched.getSuggestions();
            say(String.join(" ", unmatched.getUnmatched()) + ": unknown"
                    + (meant.isEmpty() ? "" : " (expected: perhaps " + String.join(" or ", meant) + ")"));
        } else {
            say(wrong.getMessage());
        }
        shell.remark("See '" + command + " --help' for usage.");
        return Program.FAILED;
    }

    /// What was asked for could not be done.
    int failed(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        switch (failure) {
            case Mistake mistake -> say(mistake.getMessage());
            case KubernetesClientException refused -> refused(refused);
            case InterruptedException _ -> Thread.currentThread().interrupt();
            default -> throw failure;
        }
        return Program.FAILED;
    }

    private void refused(KubernetesClientException failure) {
        var status = failure.getStatus();
        if (status != null && status.getMessage() != null) {
            shell.remark(error("Error from server (" + status.getReason() + ")") + ": " + status.getMessage());
            return;
        }
        say("no answer from the API server" + cause(failure)
                + " (expected: a cluster that is up; --context and --kubeconfig say which)");
    }

    private static String cause(KubernetesClientException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException) {
                return ": the connection was refused";
            }
            if (cause instanceof IOException lost && lost.getMessage() != null) {
                return ": " + lost.getMessage();
            }
        }
        return "";
    }

    private void say(@Nullable String sentence) {
        shell.remark(error("error") + ": " + sentence);
    }

    private String error(String text) {
        return shell.paint(Tone.BAD, text);
    }
}
