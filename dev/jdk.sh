# shellcheck shell=sh
# Sourced by mvnw and infrabot. Sets JAVA_HOME to a JDK >= 25: $JAVA_HOME itself, the java on PATH, else the
# newest one in the usual folders. Leaves with 3 and one sentence where there is none.

JDK_WANTED=25

# The major version of the JDK in folder $1, or nothing if there is none.
jdk_major() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
    sed -n 's/^JAVA_VERSION="\([0-9][0-9]*\).*/\1/p' "$1/release" | head -n 1
}

jdk_fits() {
    jdk_found=$(jdk_major "$1")
    [ "${jdk_found:-0}" -ge "$JDK_WANTED" ]
}

# The folder of the JDK whose java is first on PATH, links followed; nothing if there is none.
jdk_on_path() {
    jdk_java=$(command -v java) || return 0
    jdk_java=$(readlink -f "$jdk_java" 2>/dev/null || echo "$jdk_java")
    dirname "$(dirname "$jdk_java")"
}

jdk_newest() {
    jdk_best='' jdk_best_major=0
    for jdk_home in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/*jdk* /opt/* /opt/*/* \
        "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/* \
        "${HOME:-/nonexistent}"/.local/share/mise/installs/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        jdk_found=$(jdk_major "$jdk_home")
        if [ "${jdk_found:-0}" -ge "$JDK_WANTED" ] && [ "$jdk_found" -gt "$jdk_best_major" ]; then
            jdk_best=$jdk_home jdk_best_major=$jdk_found
        fi
    done
    echo "$jdk_best"
}

jdk_select() {
    if [ -n "${JAVA_HOME:-}" ] && jdk_fits "$JAVA_HOME"; then
        return 0
    fi
    JAVA_HOME=$(jdk_on_path)
    if [ -n "$JAVA_HOME" ] && jdk_fits "$JAVA_HOME"; then
        return 0
    fi
    JAVA_HOME=$(jdk_newest)
    [ -n "$JAVA_HOME" ]
}

if ! jdk_select; then
    echo "infrabot: no JDK $JDK_WANTED or later in JAVA_HOME, on PATH or in the usual folders" >&2
    echo "hint: install one (for example Temurin $JDK_WANTED, a JDK and not a JRE) and set JAVA_HOME to its folder" >&2
    exit 3
fi
export JAVA_HOME
