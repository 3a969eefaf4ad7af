package dev.parley.kubectl.signaling;

import dev.parley.kubectl.kube.Mistake;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The rooms of a meeting system, a page at a time, and more of each where it is wanted.
public final class Rooms {
    /// What the server API gives at most.
    private static final int PAGE = 200;

    /// Rooms that are looked at beside one another: each is a request through the same port-forward.
    private static final int AT_ONCE = 8;

    private static final String PATH = "/v1/rooms";

    private final SignalingDoor door;

    public Rooms(SignalingDoor door) {
        this.door = door;
    }

    /// The first so many, in the order of their ids.
    public List<Told.RoomLine> list(int limit) {
        var rooms = new ArrayList<Told.RoomLine>();
        String after = "";
        while (rooms.size() < limit) {
            int page = Math.min(PAGE, limit - rooms.size());
            var told = door.get(PATH + "?limit=" + page + "&after=" + after, Told.RoomPage.class);
            rooms.addAll(told.rooms());
            if (told.next() == null) {
                break;
            }
            after = told.next();
        }
        return rooms;
    }

    public Optional<Told.Room> find(String id) {
        return door.find(PATH + "/" + id, Told.Room.class);
    }

    /// The same rooms with all that is known of each. One that has ended meanwhile is left out.
    public List<Told.Room> whole(List<Told.RoomLine> lines) {
        try (var threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            List<Future<Optional<Told.Room>>> asked = lines.stream()
                    .map(it -> threads.submit(() -> find(it.id())))
                    .toList();
            var rooms = new ArrayList<Told.Room>();
            for (Future<Optional<Told.Room>> answer : asked) {
                answer.get().ifPresent(rooms::add);
            }
            return rooms;
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof Mistake mistake ? mistake : new IllegalStateException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
