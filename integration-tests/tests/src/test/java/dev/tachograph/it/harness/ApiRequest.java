package dev.tachograph.it.harness;

/**
 * A request as a Conductor server received it. {@code path} is relative to the API, {@code length}
 * is the length of the request's body in bytes.
 */
public record ApiRequest(String method, String path, int status, long length, String body) {
  private static final String POLL = "/tasks/poll/batch/";

  /** Whether it is a poll for tasks of that type. */
  public boolean isPoll(String taskType) {
    return path.equals(POLL + taskType);
  }

  /** Whether it reports the result of a task. */
  public boolean isUpdate() {
    return method.equals("POST") && (path.equals("/tasks") || path.equals("/tasks/update-v2"));
  }
}
