using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Evaluation;

/// <summary>One call: who calls what with what.</summary>
internal sealed class CallSite
{
    /// <summary>The call's place; <see cref="FactNode.Absent"/> for calls that the machine makes itself.</summary>
    public required FactNode Node { get; init; }

    /// <summary>The file of <see cref="Node"/>.</summary>
    public required string File { get; init; }

    /// <summary>The object whose member is called; <see cref="ConstantValue.Undefined"/> where there is none.</summary>
    public required Value This { get; init; }

    /// <summary>The member's or function's name as written; empty where it has none.</summary>
    public string Name { get; init; } = "";

    /// <summary>Arguments by position.</summary>
    public required IReadOnlyList<Value> Arguments { get; init; }

    /// <summary>Arguments by name.</summary>
    public IReadOnlyDictionary<string, Value> Named { get; init; } = System.Collections.Frozen.FrozenDictionary<string, Value>.Empty;

    /// <summary>True where an argument list of unknown length was spread into <see cref="Arguments"/>.</summary>
    public bool IsOpen { get; init; }

    /// <summary>True for <c>new</c>.</summary>
    public bool IsNew { get; init; }

    /// <summary>An argument's likeliest value; <see cref="ConstantValue.Undefined"/> beyond the last one.</summary>
    public Value this[int index] => index < Arguments.Count ? Arguments[index].Primary : IsOpen ? UnknownValue.Plain : ConstantValue.Undefined;

    /// <summary>True where a generator stands for an asynchronous function of an older language: what it yields is waited for, and it returns its value.</summary>
    public bool IsAwaiter { get; init; }
}
