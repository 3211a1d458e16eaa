package io.infrabot.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number on the command line of which there is at least one. */
final class Positive implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String text) {
        try {
            var number = Integer.parseInt(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // no number at all: said below, as for one that is too small
        }
        throw new TypeConversionException("it is a whole number from 1 to 2147483647, but is '" + text + "'");
    }
}
