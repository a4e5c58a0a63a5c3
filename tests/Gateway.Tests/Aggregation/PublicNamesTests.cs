using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Tests.Running;
using System.ComponentModel.DataAnnotations;

namespace Catalog.Gateway.Tests.Aggregation;

/// <summary>Names of all servers' tools: unlike, short enough, and nobody else's.</summary>
public sealed class PublicNamesTests
{
    [Theory]
    [InlineData("__", "a", "a__b")]
    [InlineData("__", "a", "a_")]
    [InlineData("_", "a", "a_b")]
    [InlineData(".", "git", "git.hub")]
    [InlineData("-", "x", "x-")]
    public void Collision_IsFound_WhereOnePrefixBeginsAnother(string separator, string first, string second)
    {
        Assert.Equal((first, second), PublicNames.CollisionOrNull([second, "z", first], separator));
        Assert.Contains(first, PublicNames.CollisionText(first, second, separator), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("__", "a", "ab", "b", "a_b", "A")]
    [InlineData("_", "ab", "abc", "b")]
    [InlineData("__", "git", "github", "git-hub", "git_hub")]
    public void Collision_IsNone_WherePrefixesDiffer(string separator, params string[] servers) =>
        Assert.Null(PublicNames.CollisionOrNull(servers, separator));

    [Fact]
    public async Task Gateway_WhoseServersCannotBeToldApart_DoesNotStart()
    {
        var address = new Uri("http://127.0.0.1:9/mcp");
        var refused = await Assert.ThrowsAsync<ValidationException>(() => HttpGateway.StartAsync(folder => AggregatePlans.Of(
            folder, new AggregatePlan(), ("a", address, [], AggregatePlans.AllowAll), ("a__b", address, [], AggregatePlans.AllowAll))));
        Assert.Contains("`a__b`", refused.Message, StringComparison.Ordinal);

        await using var apart = await HttpGateway.StartAsync(folder => AggregatePlans.Of(
            folder, new AggregatePlan { Separator = "--" }, ("a", address, [], AggregatePlans.AllowAll), ("a__b", address, [], AggregatePlans.AllowAll)));
    }

    [Fact]
    public void Names_AreNeverLongerThanClientsTake_AndStayUnlike()
    {
        var prefix = PublicNames.PrefixOf("server", "__");
        var names = Enumerable.Range(0, 200).Select(i => PublicNames.Of(prefix, new string('x', 50 + (i % 40)) + i)).ToList();

        Assert.All(names, name => Assert.True(name.Length <= PublicNames.Longest && name.StartsWith("server__", StringComparison.Ordinal)));
        Assert.Equal(names.Count, names.Distinct(StringComparer.Ordinal).Count());
        Assert.All(names.Where(static n => n[^9] == '_'), name => Assert.True(PublicNames.MayBeShortened(name)));
    }

    [Fact]
    public void Shortening_IsTheSameInEveryProcess() =>
        Assert.Equal("s__aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_d079aa84", PublicNames.Of("s__", new string('a', 80)));

    [Fact]
    public void Shortening_NeverTearsAPair()
    {
        var name = PublicNames.Of("s__", new string('a', 51) + string.Concat(Enumerable.Repeat("😀", 20)));
        Assert.Equal(63, name.Length);
        Assert.DoesNotContain(name, char.IsSurrogate);
        Assert.True(PublicNames.MayBeShortened(name));
    }

    [Fact]
    public void LongServerNames_LeaveRoomForTools()
    {
        var (one, two) = (PublicNames.PrefixOf(new string('s', 100), "__"), PublicNames.PrefixOf(new string('s', 101), "__"));
        Assert.Equal(40, one.Length);
        Assert.NotEqual(one, two);
        Assert.Null(PublicNames.CollisionOrNull([new string('s', 100), new string('s', 101)], "__"));
    }
}
