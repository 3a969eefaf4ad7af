package dev.parley.kubectl.commands;

import dev.parley.crds.RegionEdge;
import dev.parley.kubectl.asking.Ask;
import dev.parley.kubectl.asking.Asking;
import dev.parley.kubectl.kube.Fleet;
import dev.parley.kubectl.kube.Kube;
import dev.parley.kubectl.options.KubeOptions;
import dev.parley.kubectl.print.Shell;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `drain` and `uncordon` have in common.
record Asked(Shell shell, KubeOptions where) {

    /// All are looked up before any is asked: a name that is wrong changes nothing.
    ///
    /// @param patience for each; null: nobody waits
    int ask(List<String> names, Ask ask, @Nullable Duration patience) throws InterruptedException {
        try (Kube kube = where.open()) {
            Fleet fleet = Fleet.of(kube.list(RegionEdge.class));
            List<Fleet.Member> members =
                    names.stream().map(it -> fleet.named(it, kube)).toList();
            var asking = new Asking(kube, shell);
            members.forEach(it -> asking.ask(it, ask));
            if (patience != null) {
                for (Fleet.Member member : members) {
                    asking.await(member, ask, patience);
                }
            }
            return 0;
        }
    }
}
