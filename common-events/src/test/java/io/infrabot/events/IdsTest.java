package io.infrabot.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class IdsTest {

    private static final String UUID = "01a218ec-ebb7-7f73-a2f5-a65e3af84c05";
    private static final String HOSTILE = "-.:_aAfFgGzZ012789 /\n\u0000\u00e9\uff11";
    private static final int MUTATIONS = 20_000;

    private record Form(Pattern pattern, Function<String, ?> id, List<String> good) {}

    /** What the docs and the schemas say of each id. */
    private static final Map<String, Form> FORMS = Map.of(
            "session",
            new Form(Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), SessionId::new, List.of(UUID)),
            "operation",
            new Form(
                    Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.[a-z2-7]{12}"),
                    OperationId::new,
                    List.of(UUID + ".abcdefg23456")),
            "run",
            new Form(
                    Pattern.compile("[A-Za-z0-9._:-]{1,128}"),
                    RunId::new,
                    List.of(UUID + ".abcdefg23456:1", "R", "x".repeat(128))),
            "node",
            new Form(
                    Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}"),
                    NodeId::new,
                    List.of("docker-ops-1", "9", "n".repeat(63))));

    @Test
    void idsInTheirFormAreTakenAsTheyAre() {
        FORMS.values()
                .forEach(form -> form.good()
                        .forEach(good -> assertThat(form.id().apply(good)).hasToString(good)));
    }

    @Test
    void anIdIsRefusedExactlyWhereItsFormSaysSo() {
        var random = new Random(1);
        FORMS.forEach((name, form) -> {
            for (int i = 0; i < MUTATIONS; i++) {
                var text = mutated(form.good().get(random.nextInt(form.good().size())), random);
                if (form.pattern().matcher(text).matches()) {
                    assertThat(form.id().apply(text)).as(name).hasToString(text);
                } else {
                    assertThatIllegalArgumentException()
                            .as("%s '%s'", name, text)
                            .isThrownBy(() -> form.id().apply(text));
                }
            }
        });
    }

    private static String mutated(String good, Random random) {
        var text = new StringBuilder(good);
        for (int edits = 1 + random.nextInt(2); edits > 0; edits--) {
            var at = random.nextInt(text.length() + 1);
            var c = HOSTILE.charAt(random.nextInt(HOSTILE.length()));
            switch (random.nextInt(3)) {
                case 0 -> text.insert(at, c);
                case 1 -> text.delete(at, Math.min(text.length(), at + 1));
                default -> text.replace(at, Math.min(text.length(), at + 1), String.valueOf(c));
            }
        }
        return text.toString();
    }
}
