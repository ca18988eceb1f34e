package dev.tachograph.it.harness;

import java.io.File;

/** The programs whose steps end later, each with its oldest and newest library. */
public enum AsyncApp {
  GUAVA_16_0_1("guava-16.0.1", "Guava"),
  GUAVA_33_8_0("guava-33.8.0", "Guava"),
  REACTOR_3_1_0("reactor-3.1.0", "Reactor"),
  REACTOR_3_8_8("reactor-3.8.8", "Reactor"),
  RXJAVA_2_0_0("rxjava-2.0.0", "Rx2"),
  RXJAVA_2_2_21("rxjava-2.2.21", "Rx2"),
  RXJAVA_3_0_0("rxjava-3.0.0", "Rx3"),
  RXJAVA_3_1_12("rxjava-3.1.12", "Rx3"),
  MUTINY_1_0_0("mutiny-1.0.0", "Mutiny"),
  MUTINY_3_1_1("mutiny-3.1.1", "Mutiny"),
  KOTLIN_1_6_21("kotlin-1.6.21", "Kotlin"),
  KOTLIN_2_4_21("kotlin-2.4.21", "Kotlin");

  private static final String PACKAGE = "com.acme.async.";

  private final String label;
  private final String name;

  AsyncApp(String label, String name) {
    this.label = label;
    this.name = name;
  }

  /** The pattern for the methods that are steps. */
  public String steps() {
    return PACKAGE + name + (isKotlin() ? "Work#*" : "Steps$Work#*");
  }

  public boolean isKotlin() {
    return name.equals("Kotlin");
  }

  public boolean isReactor() {
    return name.equals("Reactor");
  }

  /** Whether it retries by a library of its own. */
  public boolean hasAttempts() {
    return name.startsWith("Rx") || name.equals("Mutiny");
  }

  public boolean isGuava() {
    return name.equals("Guava");
  }

  /** Starts it, and waits until all steps have been taken. */
  public RunningJvm start(JvmCommand jvm) {
    String classPath = Paths.apps("async/" + label);
    if (isKotlin()) {
      String version = label.substring(label.indexOf('-') + 1);
      classPath += File.pathSeparator + KotlinCompiler.compile("KotlinSteps.kt", version);
    }
    RunningJvm app = jvm.start(classPath, PACKAGE + "AsyncApp", PACKAGE + name + "Steps");
    app.awaitStdout("> waiting");
    return app;
  }

  @Override
  public String toString() {
    return label;
  }
}
