namespace Catalog.Gateway.Relaying;

/// <summary>Numbers as RFC 8259 has them, letter by letter.</summary>
internal static class NumberGrammar
{
    /// <summary>The part that a letter leads to; <see cref="NumberPart.None"/> where it does not belong to the number.</summary>
    public static NumberPart Next(NumberPart part, byte letter) => (part, (char)letter) switch
    {
        (NumberPart.Start, '-') => NumberPart.Minus,
        (NumberPart.Start or NumberPart.Minus, '0') => NumberPart.Zero,
        (NumberPart.Start or NumberPart.Minus, >= '1' and <= '9') => NumberPart.Whole,
        (NumberPart.Whole, >= '0' and <= '9') => NumberPart.Whole,
        (NumberPart.Zero or NumberPart.Whole, '.') => NumberPart.Point,
        (NumberPart.Point or NumberPart.Fraction, >= '0' and <= '9') => NumberPart.Fraction,
        (NumberPart.Zero or NumberPart.Whole or NumberPart.Fraction, 'e' or 'E') => NumberPart.Mark,
        (NumberPart.Mark, '+' or '-') => NumberPart.Sign,
        (NumberPart.Mark or NumberPart.Sign or NumberPart.Exponent, >= '0' and <= '9') => NumberPart.Exponent,
        _ => NumberPart.None,
    };

    /// <summary>Whether a number may end behind a part.</summary>
    public static bool MayEnd(NumberPart part) => part is NumberPart.Zero or NumberPart.Whole or NumberPart.Fraction or NumberPart.Exponent;
}
