package com.example.load;

/** Two methods that do nothing; an agent is told of the first. */
public final class EmptyMethods {
  /** Named in the configuration of the agents that are measured. */
  public void woven() {}

  public void plain() {}
}
