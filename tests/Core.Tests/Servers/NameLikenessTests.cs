using System.Text.Json;
using System.Text.Json.Serialization;
using Catalog.Core.Servers;
using Catalog.Core.Servers.Naming;

namespace Catalog.Core.Tests.Servers;

public sealed class NameLikenessTests
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static TheoryData<NameCase> Cases => [.. JsonSerializer.Deserialize<List<NameCase>>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Servers", "Cases", "names.json")), Options)!];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Of_Case_IsTheStepInBothOrders(NameCase names)
    {
        var (one, other) = (ServerKey.Parse(names.One), ServerKey.Parse(names.Other));
        var expected = names.Step is { } step ? new NameLikeness(step, names.IsOtherOwner) : null;

        Assert.Equal(expected, NameLikeness.OfOrNull(one, names.OneRepository, other, names.OtherRepository));
        Assert.Equal(expected, NameLikeness.OfOrNull(other, names.OtherRepository, one, names.OneRepository));
    }

    [Fact]
    public void Of_HostileNames_NeverFails()
    {
        string[] keys = ["npm:@", "npm:@/", "npm:@a/", "npm:/", "npm:\ud800", "npm:\ud800\u0301xxxx", "github:/", "github:a", "github:a/b/c", "pypi:-._", "npm:" + new string('a', 900)];
        foreach (var a in keys)
        {
            Assert.All(keys, b => Assert.Equal(Of(a, b), Of(b, a)));
        }

        static NameLikeness? Of(string a, string b) => NameLikeness.OfOrNull(ServerKey.Parse(a), "not an address", ServerKey.Parse(b), "https://x");
    }
}
