using System.Runtime.InteropServices;

namespace Catalog.Policy.Operators.Regex;

/// <summary>A state of the deterministic automaton: the instructions to go on from, ascending, and what stands behind. Equal by these.</summary>
internal sealed class AutomatonState(int[] instructions, TextPosition behind) : IEquatable<AutomatonState>
{
    internal int[] Instructions => instructions;

    internal TextPosition Behind => behind;

    /// <summary>Where each class of code points leads, as far as it was asked; null until the first asking.</summary>
    internal AutomatonState?[]? Next { get; set; }

    public bool Equals(AutomatonState? other) => other is not null && behind == other.Behind && instructions.AsSpan().SequenceEqual(other.Instructions);

    public override bool Equals(object? obj) => Equals(obj as AutomatonState);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(behind);
        hash.AddBytes(MemoryMarshal.AsBytes(instructions.AsSpan()));
        return hash.ToHashCode();
    }
}
