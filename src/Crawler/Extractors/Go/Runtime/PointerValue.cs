using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Go.Runtime;

/// <summary>The address of a value: what is done to it is done to what it points to, and keeping it makes no copy.</summary>
internal sealed class PointerValue(Func<Value> read, Action<Value>? write) : Value
{
    public override bool? Truth => true;

    /// <summary>What it points to.</summary>
    public override Value Primary => read().Primary;

    /// <summary>What it points to, with its options where there are several.</summary>
    public Value Target => read();

    public static PointerValue To(Value value)
    {
        var kept = value;
        return new PointerValue(() => kept, v => kept = v);
    }

    /// <summary>Puts another value there.</summary>
    public void Store(Value value) => write?.Invoke(value);
}
