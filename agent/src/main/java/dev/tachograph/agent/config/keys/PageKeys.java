package dev.tachograph.agent.config.keys;

import dev.tachograph.agent.config.Help;
import dev.tachograph.agent.config.Key;
import dev.tachograph.agent.config.KeyGroup;
import dev.tachograph.agent.config.value.Durations;
import dev.tachograph.agent.config.value.Words;
import java.time.Duration;

/** Read only when somebody asks for the page. */
@Help("The live page")
public final class PageKeys extends KeyGroup {
  public static final KeyGroup GROUP = new PageKeys();

  @Help("serve a page for people at `/`, beside the metrics")
  public static final Key<Boolean> ENABLED = GROUP.key("page.enabled", Words.trueOrFalse(), "true");

  @Help(
      "how much of the past a fresh tab shows. The first visit starts to record it; the agent stops"
          + " when nobody has looked for so long")
  public static final Key<Duration> HISTORY =
      GROUP.key("page.history", Durations.between("10s", "60m"), "10m");

  private PageKeys() {}
}
