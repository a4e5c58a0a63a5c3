using System.Runtime.InteropServices;
using Catalog.Core.Caching;

namespace Catalog.Core.Tests.Caching;

public sealed class SeenKeysTests
{
    private const int Many = 100_000;

    [Fact]
    public void Add_ManyKeys_KnowsAllAndHardlyAnyOther()
    {
        var seen = new SeenKeys();
        var taken = Enumerable.Range(0, Many).Count(i => seen.Add(Key(i)));

        Assert.InRange(taken, 0, Many / 100);
        Assert.All(Enumerable.Range(0, Many), i => Assert.True(seen.Contains(Key(i))));
        Assert.InRange(Enumerable.Range(Many, Many).Count(i => seen.Contains(Key(i))), 0, Many / 100);
    }

    [Fact]
    public void Add_SameKeysFromManyThreads_AtMostTwoAreFirst()
    {
        var seen = new SeenKeys();
        var first = 0;
        Parallel.For(0, 8, _ =>
        {
            if (!seen.Add(Key(1)))
            {
                Interlocked.Increment(ref first);
            }
        });

        // Each of the two bits has one that set it.
        Assert.InRange(first, 1, 2);
        Assert.True(seen.Add(Key(1)));
    }

    private static ContentKey Key(int number) => ContentKey.Of(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in number)));
}
