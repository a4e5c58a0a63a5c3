namespace Catalog.Gateway.Relaying;

/// <summary>What may come next where a message is scanned in pieces.</summary>
internal enum ScanMode
{
    /// <summary>The message itself.</summary>
    Begin,

    /// <summary>A value.</summary>
    Value,

    /// <summary>A value, or the end of a list that is empty.</summary>
    ValueOrEnd,

    /// <summary>The name of a member.</summary>
    Name,

    /// <summary>The name of a member, or the end of an object that is empty.</summary>
    NameOrEnd,

    /// <summary>The colon behind a name.</summary>
    Colon,

    /// <summary>A comma, or the end of the innermost list or object.</summary>
    Next,

    /// <summary>The rest of a string.</summary>
    String,

    /// <summary>What stands behind a backslash.</summary>
    Escape,

    /// <summary>The digits of an escaped code unit.</summary>
    Hex,

    /// <summary>The rest of <c>true</c>, <c>false</c> or <c>null</c>.</summary>
    Literal,

    /// <summary>The rest of a number.</summary>
    Number,

    /// <summary>Nothing but space: the message is whole.</summary>
    End,
}
