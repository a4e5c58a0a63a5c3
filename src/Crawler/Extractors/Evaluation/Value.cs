namespace Catalog.Crawler.Extractors.Evaluation;

/// <summary>What an expression of the source is worth, as far as that is constant.</summary>
internal abstract class Value
{
    /// <summary>Null where the value is the same at every start; else what it depends on (an environment variable, a flag), in words or as written.</summary>
    public string? Taint { get; init; }

    /// <summary>True where a part is not constant and is missing.</summary>
    public bool Partial { get; init; }

    /// <summary>True or false where that is known; null where it is not.</summary>
    public abstract bool? Truth { get; }

    /// <summary>How much it holds beyond itself, in nodes; what built-in functions make draws on the budget by it.</summary>
    public virtual int Weight => 0;

    /// <summary>The value for all purposes that need one: of several it is the first.</summary>
    public virtual Value Primary => this;

    /// <summary>True for one and the same value, and for equal constants of equal origin.</summary>
    public static bool AreSame(Value first, Value second) =>
        ReferenceEquals(first, second)
        || (first is ConstantValue a && second is ConstantValue b && Equals(a.Content, b.Content) && a.IsUndefined == b.IsUndefined && a.Taint == b.Taint && a.Partial == b.Partial);

    /// <summary>True for what a language calls nothing: <c>undefined</c>, <c>null</c>, <c>None</c>.</summary>
    public virtual bool IsNothing => false;
}
