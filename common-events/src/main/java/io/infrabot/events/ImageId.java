package io.infrabot.events;

import java.util.regex.Pattern;

/** The ids that engines give images, whole or only their begin: {@code sha256:0265bda1af34…}, {@code 0265bda1af34}. */
public final class ImageId {

    private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{1,64}|[0-9a-f]{1,64}");

    private ImageId() {}

    /** Whether {@code text} may be one. It may be a name just as well: {@code deadbeef} is both. */
    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }
}
