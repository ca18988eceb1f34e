package dev.tachograph.agent.config.keys;

import dev.tachograph.agent.config.Help;
import dev.tachograph.agent.config.Key;
import dev.tachograph.agent.config.KeyGroup;
import dev.tachograph.agent.config.value.Lists;
import dev.tachograph.agent.config.value.Words;
import java.util.List;

@Help("HTTP clients")
public final class HttpClientKeys extends KeyGroup {
  public static final KeyGroup GROUP = new HttpClientKeys();

  @Help(
      "what the time of a call of an HTTP client runs to: the response head, or the end of the body")
  public static final Key<Boolean> UNTIL_BODY_ENDS =
      GROUP.key("http-client.measure", Words.of("headers", false).or("body", true), "headers");

  @Help(
      "hosts whose calls are counted in `api_request_time_seconds`, as those of the Conductor"
          + " server are, and not in `http_client_*`")
  public static final Key<List<String>> API_HOSTS =
      GROUP.optional(
          "http-client.api-hosts",
          Lists.ofHosts(
              "host names or addresses, each with or without a port, separated by commas"));

  private HttpClientKeys() {}
}
