package com.example.orders;

/**
 * What a customer ordered.
 *
 * @param kind {@code book}, {@code grocery} or {@code gift}: how the order is paid and packed
 * @param cents the price
 * @param customer the mail address
 */
public record Order(long number, String kind, long cents, String customer) {}
