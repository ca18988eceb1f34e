package dev.tachograph.agent.config;

/**
 * A list of rules, each of which several keys make up: {@code uri.rules.1.pattern} and {@code
 * uri.rules.1.template}. Its group reads them together and {@linkplain ConfigReader#rules leaves
 * them} here; {@code config.rules(UriKeys.RULES)} has them.
 *
 * @param <T> the type of one rule
 */
@SuppressWarnings("unused") // The type is what makes it worth having.
public final class Rules<T> {}
