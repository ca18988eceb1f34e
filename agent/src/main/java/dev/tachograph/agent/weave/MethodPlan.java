package dev.tachograph.agent.weave;

/** A method that calls a probe first. */
abstract class MethodPlan {
  final String name;
  final String descriptor;

  /** Internal name. */
  final String probe;

  MethodPlan(String name, String descriptor, String probe) {
    this.name = name;
    this.descriptor = descriptor;
    this.probe = probe;
  }

  boolean isFor(MethodSite site) {
    return name.equals(site.name) && descriptor.equals(site.descriptor);
  }

  @Override
  public String toString() {
    return name + descriptor;
  }
}
