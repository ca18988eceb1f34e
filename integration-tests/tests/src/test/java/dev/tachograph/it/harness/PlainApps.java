package dev.tachograph.it.harness;

import java.io.File;
import java.nio.file.Path;

/** Starts the applications that need no client library. */
public final class PlainApps {
  private static final String PACKAGE = "com.acme.jobs.";

  private PlainApps() {}

  /** Does the jobs in their order; see the application. */
  public static RunningJvm jobs(JvmCommand jvm, String... jobs) {
    return jvm.start(Paths.apps(), PACKAGE + "PlainApp", jobs);
  }

  /** Records operations by itself; see the application. */
  public static RunningJvm api(JvmCommand jvm, String... jobs) {
    return jvm.start(Paths.appsWithApi(), "com.acme.api.ApiApp", jobs);
  }

  /** Handles requests in three steps, plain or recorded by itself; see the application. */
  public static RunningJvm assistant(JvmCommand jvm, String... arguments) {
    return jvm.start(Paths.appsWithApi(), "com.acme.assistant.AssistantApp", arguments);
  }

  /** Takes steps of a business; see the application. */
  public static RunningJvm steps(JvmCommand jvm) {
    return jvm.start(Paths.apps(), "com.acme.steps.StepsApp");
  }

  /** Prints {@code quiet} and exits with the code. */
  public static RunningJvm quiet(JvmCommand jvm, int exitCode) {
    return jvm.start(Paths.apps(), PACKAGE + "QuietApp", String.valueOf(exitCode));
  }

  /** The same, and its main returns. */
  public static RunningJvm quiet(JvmCommand jvm) {
    return jvm.start(Paths.apps(), PACKAGE + "QuietApp");
  }

  /** The same, with the class path of a client. */
  public static RunningJvm quietBeside(JvmCommand jvm, ConductorClient client) {
    return jvm.start(client.classPath(), PACKAGE + "QuietApp");
  }

  /** Chooses its own log manager and MBean server, and prints whether it got them. */
  public static RunningJvm logging(JvmCommand jvm, String... arguments) {
    return jvm.start(Paths.apps(), PACKAGE + "LoggingApp", arguments);
  }

  /** Configures logging and an HTTP server of its own late; see the application. */
  public static RunningJvm ownServer(JvmCommand jvm, Path services) {
    return jvm.start(Paths.apps() + File.pathSeparator + services, PACKAGE + "OwnServerApp");
  }

  /** Needs that many megabytes again and again. */
  public static RunningJvm tightHeap(JvmCommand jvm, int types, int length, int megabytes) {
    return jvm.start(
        Paths.apps(),
        PACKAGE + "TightHeapApp",
        String.valueOf(types),
        String.valueOf(length),
        String.valueOf(megabytes));
  }

  /** Has a pool that hangs when it is asked, one that fails, and one that does neither. */
  public static RunningJvm hungQueue(JvmCommand jvm) {
    return jvm.start(Paths.apps(), PACKAGE + "HungQueueApp");
  }

  /** Has pools that count how often they are asked, and prints that; see the application. */
  public static RunningJvm askedQueue(JvmCommand jvm) {
    return jvm.start(Paths.apps(), PACKAGE + "AskedQueueApp");
  }

  /** Takes all file descriptors, and gives them back; see the application. */
  public static RunningJvm descriptors(JvmCommand jvm) {
    return jvm.start(Paths.apps(), PACKAGE + "DescriptorApp");
  }

  /** Waits, and then calls one method from platform threads. */
  public static RunningJvm recorders(JvmCommand jvm, int threads, int callsOfEach) {
    return jvm.start(
        Paths.apps(),
        PACKAGE + "RecordersApp",
        String.valueOf(threads),
        String.valueOf(callsOfEach));
  }

  /** Calls one method again and again until it is killed, in a module that needs no other. */
  public static RunningJvm tickingInAModule(JvmCommand jvm) {
    return jvm.startModule(
        Modules.with("com.acme.ticking", PACKAGE + "TickApp"),
        "com.acme.ticking",
        PACKAGE + "TickApp");
  }

  /** Calls one method again and again until it is killed. */
  public static RunningJvm ticking(JvmCommand jvm) {
    return jvm.start(Paths.apps(), PACKAGE + "TickApp");
  }

  /** Calls one method that often, and ends. */
  public static RunningJvm ticking(JvmCommand jvm, int times) {
    return jvm.start(Paths.apps(), PACKAGE + "TickApp", String.valueOf(times));
  }

  /** Calls one method from many threads at once, then waits. */
  public static RunningJvm crowd(JvmCommand jvm, int tasks, int callsOfEach) {
    return jvm.start(
        Paths.apps(), PACKAGE + "CrowdApp", String.valueOf(tasks), String.valueOf(callsOfEach));
  }

  /** Lets a waiting application go on, and waits until it waits again. */
  public static void goOn(RunningJvm app) {
    long waited = waits(app);
    app.type("go on");
    Await.until(() -> "the next wait\n" + app, () -> waits(app) > waited || !app.isAlive());
    if (!app.isAlive()) {
      throw new AssertionError("ended\n" + app);
    }
  }

  private static long waits(RunningJvm app) {
    return app.stdout().stream().filter(line -> line.equals("> waiting")).count();
  }

  /** Lets a waiting application go on to its end. */
  public static ExitedJvm finish(RunningJvm app) {
    app.type("go on");
    return app.awaitExit();
  }
}
