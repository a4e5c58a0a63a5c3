using System.Collections;

namespace Catalog.Core.Tools;

/// <summary>All names of a list but one, without a copy: a server with a thousand tools has a thousand such lists.</summary>
public sealed class SiblingNames : IReadOnlyList<string>
{
    private readonly IReadOnlyList<string> _names;
    private readonly int _without;

    /// <summary>Takes the list, which must not change afterwards.</summary>
    /// <param name="names">All names, each of them once.</param>
    /// <param name="without">The place of the one to leave out.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public SiblingNames(IReadOnlyList<string> names, int without)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentOutOfRangeException.ThrowIfNegative(without);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(without, names.Count);
        (_names, _without) = (names, without);
    }

    /// <summary>All names, the one that is left out among them.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The place of the one that is left out in <see cref="Names"/>, from 0.</summary>
    public int Without => _without;

    /// <inheritdoc/>
    public int Count => _names.Count - 1;

    /// <inheritdoc/>
    public string this[int index] => (uint)index < (uint)Count
        ? _names[index < _without ? index : index + 1]
        : throw new ArgumentOutOfRangeException(nameof(index));

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
