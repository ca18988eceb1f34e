package dev.tachograph.it.harness;

import java.io.File;
import java.util.function.UnaryOperator;

/** The program with annotated steps, each compiled with other versions of the annotations. */
public enum AnnotatedApp {
  /** The annotations' classes are not there. */
  NONE(""),
  OLDEST("annotations/oldest"),
  /** Where a library has called its annotations something else in between. */
  RENAMED("annotations/renamed"),
  NEWEST("annotations/newest");

  private static final String PACKAGE = "com.acme.annotated";

  private final String libraries;

  AnnotatedApp(String libraries) {
    this.libraries = libraries;
  }

  /** Starts it, and waits until all steps have been taken. */
  public RunningJvm start(JvmCommand jvm) {
    RunningJvm app = jvm.start(classPath(), PACKAGE + ".AnnotatedApp");
    app.awaitStdout("> waiting");
    return app;
  }

  private String classPath() {
    switch (this) {
      case NONE:
        return Paths.apps();
      case NEWEST:
        // The build has compiled it with these.
        return Paths.apps(libraries);
      default:
        UnaryOperator<String> edit = this == OLDEST ? AnnotatedApp::older : AnnotatedApp::renamed;
        return SourceCompiler.compile(PACKAGE.replace('.', '/'), libraries, edit)
            + File.pathSeparator
            + Paths.apps(libraries);
    }
  }

  /** Micrometer's first {@code @Counted} has no tags. */
  private static String older(String source) {
    return source
        .replace(
            "io.opentelemetry.instrumentation.annotations",
            "io.opentelemetry.extension.annotations")
        .replaceAll("@Timed\\(\"mm.both\"\\)\\s+@Counted\\(", "@Counted(\"mm.both\") @Timed(");
  }

  private static String renamed(String source) {
    return source.contains("org.eclipse.microprofile.metrics")
        ? source
            .replace("annotation.Timed;", "annotation.SimplyTimed;")
            .replace("@Timed", "@SimplyTimed")
        : source.replace("com.codahale.metrics.annotation", "io.dropwizard.metrics5.annotation");
  }
}
