using System.Runtime.CompilerServices;

namespace Catalog.Gateway.Relaying;

/// <summary>For each depth from 1 to 512 whether an object or a list is open there.</summary>
[InlineArray(9)]
internal struct NestedKinds
{
    private ulong _bits;

    public readonly bool IsObject(int depth) => (this[depth >> 6] >> (depth & 63) & 1) != 0;

    public void Set(int depth, bool isObject) =>
        this[depth >> 6] = isObject ? this[depth >> 6] | (1UL << (depth & 63)) : this[depth >> 6] & ~(1UL << (depth & 63));
}
