namespace Catalog.Gateway.Relaying;

/// <summary>How far a number of RFC 8259 was read.</summary>
internal enum NumberPart
{
    /// <summary>No number goes on like this.</summary>
    None,

    /// <summary>Nothing of it yet.</summary>
    Start,

    /// <summary>Its sign.</summary>
    Minus,

    /// <summary>A zero in front, which no digit follows.</summary>
    Zero,

    /// <summary>Digits.</summary>
    Whole,

    /// <summary>The point.</summary>
    Point,

    /// <summary>Digits behind the point.</summary>
    Fraction,

    /// <summary>The letter before an exponent.</summary>
    Mark,

    /// <summary>The exponent's sign.</summary>
    Sign,

    /// <summary>Digits of the exponent.</summary>
    Exponent,
}
