package io.infrabot.testkit.world;

import io.infrabot.testkit.world.Member.Kind;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Who has a place in a world, brokers first. Thread-safe. */
final class Places {

    private static final Comparator<Member> ORDER = Comparator.<Member>comparingInt(
                    member -> Kind.all().indexOf(member.kind()))
            .thenComparing(Member::number);

    private final Path folder;
    private final Map<Member, Place> places = new ConcurrentSkipListMap<>(ORDER);

    /** None yet; each will have its data and its log in {@code folder}. */
    Places(Path folder) {
        this.folder = folder;
    }

    /** Makes a place for a member; one that is there already gets a new manner with its next start. */
    void add(Member member, Manner manner) {
        places.computeIfAbsent(member, _ -> new Place(member, folder)).be(manner);
    }

    Place of(Member member) {
        var place = places.get(member);
        if (place == null) {
            throw new IllegalArgumentException(member + " has no place in this world");
        }
        return place;
    }

    List<Place> all() {
        return List.copyOf(places.values());
    }

    List<Member> members() {
        return List.copyOf(places.keySet());
    }

    List<Member> members(Kind kind) {
        return members().stream().filter(member -> member.kind().equals(kind)).toList();
    }

    boolean isAwake(Member member) {
        return of(member).isAwake();
    }

    /** A client of the first session service that is awake; of the first one where none is. */
    Api api() {
        var sessions = members(Kind.SESSION);
        return of(sessions.stream()
                        .filter(this::isAwake)
                        .findFirst()
                        .or(() -> sessions.stream().findFirst())
                        .orElseThrow())
                .api();
    }
}
