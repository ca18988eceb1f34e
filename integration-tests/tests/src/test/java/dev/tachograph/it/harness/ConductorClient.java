package dev.tachograph.it.harness;

/** The published clients, each with its application. */
public enum ConductorClient {
  CONDUCTOROSS_6_0_0("conductoross-6.0.0", 21, "com.acme.conductor.ConductorApp", true),
  CONDUCTOROSS_5_0_1("conductoross-5.0.1", 21, "com.acme.conductor.ConductorApp", true),
  CONDUCTOROSS_4_0_10("conductoross-4.0.10", 11, "com.acme.conductor.ConductorApp", true),
  CONDUCTOROSS_4_0_8("conductoross-4.0.8", 11, "com.acme.conductor.ConductorApp", true),
  ORKES_4_0_8("orkes-4.0.8", 11, "com.acme.conductor.OrkesApp", true),
  NETFLIX_3_15_0("netflix-3.15.0", 17, "com.acme.netflix.NetflixApp", false);

  private final String label;
  private final int oldestJdk;
  private final String mainClass;
  private final boolean hasAnnotations;

  ConductorClient(String label, int oldestJdk, String mainClass, boolean hasAnnotations) {
    this.label = label;
    this.oldestJdk = oldestJdk;
    this.mainClass = mainClass;
    this.hasAnnotations = hasAnnotations;
  }

  /** The oldest feature version of Java that its classes can be loaded by. */
  public int oldestJdk() {
    return oldestJdk;
  }

  public boolean hasAnnotations() {
    return hasAnnotations;
  }

  /** Whether its workflow client can be told to send large inputs to the external storage. */
  public boolean storesWorkflowInput() {
    return this != ORKES_4_0_8;
  }

  String mainClass() {
    return mainClass;
  }

  String classPath() {
    return Paths.apps("conductor/" + label);
  }

  @Override
  public String toString() {
    return label;
  }
}
