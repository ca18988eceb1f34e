package dev.tachograph.it.harness;

/**
 * The programs that use pools of other libraries, each with its oldest and newest version, and with
 * those in between that are woven in another way.
 */
public enum PoolApp {
  TOMCAT_9_0_27("tomcat-9.0.27", "TomcatApp"),
  TOMCAT_9_0_56("tomcat-9.0.56", "TomcatApp"),
  TOMCAT_9_0_124("tomcat-9.0.124", "TomcatApp"),
  TOMCAT_10_1_62("tomcat-10.1.62", "TomcatApp"),
  TOMCAT_11_0_27("tomcat-11.0.27", "TomcatApp"),
  JETTY_9_4_0("jetty-9.4.0", "JettyApp"),
  JETTY_9_4_58("jetty-9.4.58", "JettyApp"),
  JETTY_12_1_14("jetty-12.1.14", "JettyApp"),
  NETTY_4_1_13("netty-4.1.13", "NettyApp"),
  NETTY_4_1_140("netty-4.1.140", "NettyApp"),
  NETTY_4_2_19("netty-4.2.19", "NettyApp"),
  JBOSS_THREADS_2_3_0("jboss-threads-2.3.0", "JBossApp"),
  JBOSS_THREADS_3_1_0("jboss-threads-3.1.0", "JBossApp"),
  JBOSS_THREADS_3_5_1("jboss-threads-3.5.1", "JBossApp"),
  JBOSS_THREADS_3_11_1("jboss-threads-3.11.1", "JBossApp"),
  GUAVA_16_0_1("guava-16.0.1", "GuavaApp"),
  GUAVA_22_0("guava-22.0", "GuavaApp"),
  GUAVA_33_8_0("guava-33.8.0", "GuavaApp"),
  SPRING_5_3_0("spring-5.3.0", "SpringApp"),
  SPRING_7_0_10("spring-7.0.10", "SpringApp"),
  /** Pekko of that version, with other libraries of its time. */
  AKKA_2_6_0("akka-2.6.0", "AkkaApp"),
  AKKA_2_6_21("akka-2.6.21", "AkkaApp"),
  SCHEDULERS_1_0_1("schedulers-1.0.1", "SchedulersApp"),
  SCHEDULERS_1_7_0("schedulers-1.7.0", "SchedulersApp");

  /** The version that the label names. */
  public static final String OWN_VERSION = "";

  private final String label;
  private final String mainClass;

  PoolApp(String label, String mainClass) {
    this.label = label;
    this.mainClass = mainClass;
  }

  /** Starts it, and waits until it has done the first part of its work. */
  public RunningJvm start(JvmCommand jvm) {
    return start(jvm, OWN_VERSION);
  }

  /**
   * The same with another version of the library.
   *
   * @param version {@link #OWN_VERSION} for that of the label
   */
  public RunningJvm start(JvmCommand jvm, String version) {
    if (mainClass.equals("JBossApp")) {
      // Version 2 reaches into Thread.
      jvm.jvm("--add-opens", "java.base/java.lang=ALL-UNNAMED");
    }
    String name = version.equals(OWN_VERSION) ? label : label + ClassPaths.OTHER_VERSION + version;
    RunningJvm app = jvm.start(Paths.apps("pools/" + name), "com.acme.pools." + mainClass);
    app.awaitStdout("> waiting");
    return app;
  }

  @Override
  public String toString() {
    return label;
  }
}
