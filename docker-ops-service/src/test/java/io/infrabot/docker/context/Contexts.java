package io.infrabot.docker.context;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Directories that are odd to pack. */
final class Contexts {

    private static final List<String> ODD_LINES = List.of(
            "\uFEFFbom\r",
            "\r",
            "   spaced  ",
            " # no comment",
            "#comment",
            "./dots/../gone",
            "//twice",
            "! back",
            "..",
            "slash/",
            "");

    /** Fills a directory. */
    interface Making {

        void in(Made context) throws IOException;
    }

    private Contexts() {}

    /** Every context by its name. */
    static SortedMap<String, Making> all() {
        var all = new TreeMap<String, Making>();
        all.put("plain", it -> it.dockerfile().file("app.txt", "hello\n", "rw-r--r--"));
        all.put("modes", Contexts::modes);
        all.put(
                "empty-folders",
                it -> it.dockerfile().folder("empty", "rwxr-xr-x").folder("a/b/c", "rwx------"));
        all.put("links-inside", Contexts::linksInside);
        all.put(
                "links-that-lead-out",
                it -> it.dockerfile()
                        .link("passwd", "/etc/passwd")
                        .link("up", "../..")
                        .link("etc", "/etc")
                        .link("deep/out", "../../elsewhere"));
        all.put(
                "links-to-nothing",
                it -> it.dockerfile().link("gone", "not/there").link("itself", "itself"));
        all.put(
                "ignored",
                it -> it.dockerfile()
                        .file(".dockerignore", "# not sent\n*.log\nsecret\n/tmp/\n", "rw-r--r--")
                        .file("a.log", "x", "rw-r--r--")
                        .file("sub/b.log", "x", "rw-r--r--")
                        .file("secret/key", "x", "r--------")
                        .file("tmp/x", "x", "rw-r--r--")
                        .file("kept", "x", "rw-r--r--"));
        all.put(
                "ignored-links",
                it -> it.dockerfile()
                        .file(".dockerignore", "out\nfolder\n", "rw-r--r--")
                        .link("out", "/etc/passwd")
                        .link("folder/out", "/etc"));
        all.put("exceptions", Contexts::exceptions);
        all.put("two-stars", Contexts::twoStars);
        all.put("wildcards", Contexts::wildcards);
        all.put("odd-lines", Contexts::oddLines);
        all.put(
                "dockerfile-ignored",
                it -> it.dockerfile()
                        .file(".dockerignore", "Dockerfile\n.dockerignore\n", "rw-r--r--")
                        .file("app", "x", "rw-r--r--"));
        all.put(
                "all-ignored",
                it -> it.dockerfile()
                        .file(".dockerignore", "*\n!app\n", "rw-r--r--")
                        .file("app/bin/run", "x", "rwxr-xr-x")
                        .file("other/x", "x", "rw-r--r--"));
        all.put(
                "another-dockerfile",
                it -> it.named("build/Other.docker")
                        .file("build/Other.docker", "FROM scratch\nCOPY app /\n", "rw-r--r--")
                        .file(".dockerignore", "build\n", "rw-r--r--")
                        .file("build/not-sent", "x", "rw-r--r--")
                        .file("app", "x", "rw-r--r--"));
        all.put(
                "dockerfile-behind-a-link",
                it -> it.file("docker/real", "FROM scratch\nCOPY app /\n", "rw-r--r--")
                        .link("Dockerfile", "docker/real")
                        .file("app", "x", "rw-r--r--"));
        all.put(
                "small-dockerfile",
                it -> it.file("dockerfile", "FROM scratch\nCOPY app /\n", "rw-r--r--")
                        .file("app", "x", "rw-r--r--"));
        all.put("names", Contexts::names);
        all.put("long-names", Contexts::longNames);
        all.put(
                "hard-links",
                it -> it.dockerfile()
                        .file("b/first", "shared\n", "rw-r-----")
                        .hardLink("a/second", "b/first")
                        .hardLink("c", "b/first"));
        all.put(
                "pipes-and-sockets",
                it -> it.dockerfile().pipe("pipe").socket("socket").file("after", "x", "rw-r--r--"));
        all.put(
                "times",
                it -> it.dockerfile()
                        .file("old", "x", "rw-r--r--")
                        .modified("old", "1969-12-31T23:59:58.5Z")
                        .file("far", "x", "rw-r--r--")
                        .modified("far", "2300-01-01T00:00:00Z"));
        all.put(
                "large-file",
                it -> it.dockerfile()
                        .file("large", "0123456789abcdef".repeat(200_000), "rw-r--r--")
                        .file("block", "b".repeat(512), "rw-r--r--")
                        .file("empty", "", "rw-r--r--"));
        return all;
    }

    private static void modes(Made it) throws IOException {
        it.dockerfile()
                .file("key", "secret\n", "r--------")
                .file("run", "#!/bin/sh\n", "rwx------")
                .file("open", "x", "rw-rw-rw-")
                .folder("private", "rwx------")
                .folder("shared", "rwxrwxrwx")
                .file("setuid", "x", "rwxr-xr-x")
                .special("setuid", 04755)
                .special("shared", 03777);
    }

    private static void linksInside(Made it) throws IOException {
        it.dockerfile()
                .file("folder/file", "x", "rw-r--r--")
                .link("to-file", "folder/file")
                .link("to-folder", "folder")
                .link("folder/back", "..")
                .link("far", "x".repeat(150));
    }

    private static void exceptions(Made it) throws IOException {
        it.dockerfile()
                .file(
                        ".dockerignore",
                        "docs\n!docs/kept\n!docs/deep/**/x\n*.md\n!README.md\nREADME-secret.md\n",
                        "rw-r--r--")
                .file("docs/not", "x", "rw-r--r--")
                .file("docs/kept/a", "x", "rw-r--r--")
                .file("docs/kept/b.md", "x", "rw-r--r--")
                .file("docs/deep/one/x", "x", "rw-r--r--")
                .file("docs/deep/one/y", "x", "rw-r--r--")
                .file("README.md", "x", "rw-r--r--")
                .file("README-secret.md", "x", "rw-r--r--")
                .file("other.md", "x", "rw-r--r--");
    }

    private static void twoStars(Made it) throws IOException {
        it.dockerfile()
                .file(
                        ".dockerignore",
                        "**/*.class\n**/target\nbuild/**\na/**/z\n**end\n**/cache/**\n!**/target/keep\n",
                        "rw-r--r--")
                .file("A.class", "x", "rw-r--r--")
                .file("p/q/B.class", "x", "rw-r--r--")
                .file("p/target/x", "x", "rw-r--r--")
                .file("target/keep", "x", "rw-r--r--")
                .file("build/x/y", "x", "rw-r--r--")
                .file("buildx", "x", "rw-r--r--")
                .file("a/z", "x", "rw-r--r--")
                .file("a/b/c/z", "x", "rw-r--r--")
                .file("a/b/zz", "x", "rw-r--r--")
                .file("the-end", "x", "rw-r--r--")
                .file("x/cache/y/z", "x", "rw-r--r--")
                .file("x/cache-not", "x", "rw-r--r--");
    }

    private static void wildcards(Made it) throws IOException {
        it.dockerfile()
                .file(".dockerignore", "f?le\n[a-c]x\n[^a-c]y\nlit\\*eral\n*/mid\nä*\nx+(1).t{x}t$\n", "rw-r--r--");
        for (var name : List.of(
                "file",
                "fle",
                "fiile",
                "ax",
                "dx",
                "ay",
                "dy",
                "lit*eral",
                "literal",
                "s/mid",
                "s/t/mid",
                "ärger",
                "x+(1).t{x}t$",
                "x")) {
            it.file(name, "x", "rw-r--r--");
        }
    }

    private static void oddLines(Made it) throws IOException {
        it.dockerfile().file(".dockerignore", String.join("\n", ODD_LINES), "rw-r--r--");
        for (var name :
                List.of("bom", "spaced", "# no comment", "comment", "gone", "twice", "back", "slash/x", "kept")) {
            it.file(name, "x", "rw-r--r--");
        }
    }

    private static void names(Made it) throws IOException {
        it.dockerfile();
        for (var name :
                List.of("with space", "ünïcödé", "日本/語", "-dash", ".hidden", "back\\slash", "new\nline", "A", "a")) {
            it.file(name, "x", "rw-r--r--");
        }
        it.link("lïnk", "ünïcödé");
    }

    private static void longNames(Made it) throws IOException {
        var folder = "f".repeat(60);
        it.dockerfile()
                .file("n".repeat(100), "x", "rw-r--r--")
                .file("n".repeat(101), "x", "rw-r--r--")
                .file("n".repeat(255), "x", "rw-r--r--")
                .file(folder + "/" + "n".repeat(99), "x", "rw-r--r--")
                .file(folder + "/" + folder + "/" + folder + "/" + folder + "/file", "x", "rw-r--r--")
                .folder(folder + "/" + "d".repeat(39), "rwxr-xr-x")
                .folder(folder + "/" + "d".repeat(40), "rwxr-xr-x")
                .folder("ü".repeat(60), "rwxr-xr-x")
                .link(folder + "/" + "l".repeat(90), "t".repeat(101))
                .hardLink("hard", "n".repeat(255));
    }
}
