namespace Catalog.Policy.Operators;

/// <summary>JSON types of a value, as flags. <c>null</c> is none of them: a null value is an absent one.</summary>
[Flags]
public enum ValueTypes
{
    /// <summary>No value at all.</summary>
    None = 0,

    /// <summary>A string.</summary>
    String = 1,

    /// <summary>A number.</summary>
    Number = 2,

    /// <summary>True or false.</summary>
    Boolean = 4,

    /// <summary>A list.</summary>
    List = 8,

    /// <summary>An object.</summary>
    Object = 16,

    /// <summary>A string, a number or a boolean.</summary>
    Scalar = String | Number | Boolean,

    /// <summary>Every type.</summary>
    Any = Scalar | List | Object,
}
