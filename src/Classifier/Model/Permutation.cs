namespace Catalog.Classifier.Model;

/// <summary>Shuffles by a small generator of its own, so that an order stays what it is with every version of the runtime.</summary>
/// <param name="seed">Which orders; not 0.</param>
internal struct Permutation(uint seed)
{
    private uint _state = seed * 0x9E3779B9;

    /// <summary>Puts the items into the next order.</summary>
    public void Shuffle(int[] items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            _state ^= _state << 13;
            _state ^= _state >> 17;
            _state ^= _state << 5;
            var j = (int)(((ulong)_state * (uint)(i + 1)) >> 32);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
