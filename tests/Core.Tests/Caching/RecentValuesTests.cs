using Catalog.Core.Caching;

namespace Catalog.Core.Tests.Caching;

public sealed class RecentValuesTests
{
    [Fact]
    public void Keep_ManyValues_NeverMoreThanTwoGenerations()
    {
        var values = new RecentValues<string>(10, 1000, static text => text.Length);
        for (var i = 0; i < 500; i++)
        {
            values.Keep(Key(i), "x");
            Assert.InRange(values.Count, 1, 20);
        }

        Assert.Equal("x", values.FindOrNull(Key(499)));
        Assert.Null(values.FindOrNull(Key(0)));
    }

    [Fact]
    public void Keep_LargeValues_AreBoundByTheirBytes()
    {
        var values = new RecentValues<string>(1000, 100, static text => text.Length);
        for (var i = 0; i < 50; i++)
        {
            values.Keep(Key(i), new string('x', 40));
        }

        Assert.InRange(values.Count, 1, 6);
    }

    [Fact]
    public void FindOrNull_WhatIsAskedFor_OutlivesWhatIsNot()
    {
        var values = new RecentValues<string>(10, 1000, static text => text.Length);
        values.Keep(Key(-1), "asked");
        values.Keep(Key(-2), "forgotten");
        for (var i = 0; i < 100; i++)
        {
            values.Keep(Key(i), "x");
            Assert.Equal("asked", values.FindOrNull(Key(-1)));
        }

        Assert.Null(values.FindOrNull(Key(-2)));
    }

    [Fact]
    public void Keep_FromManyThreads_StaysBounded()
    {
        var values = new RecentValues<string>(100, 100_000, static text => text.Length);
        Parallel.For(0, 20_000, i =>
        {
            var key = Key(i % 1000);
            Assert.True((values.FindOrNull(key) ?? Text(i % 1000)) == Text(i % 1000));
            values.Keep(key, Text(i % 1000));
        });
        Assert.InRange(values.Count, 1, 200 + (2 * Environment.ProcessorCount * 4));
    }

    private static string Text(int number) => $"v{number}";

    private static ContentKey Key(int number) => new((UInt128)(uint)number, 1);
}
