using System.Text.Json;
using System.Text.Json.Serialization;
using Catalog.Core.Catalogs;
using Catalog.Storage.Postgres;

namespace Catalog.Storage.Tests.Postgres;

public sealed class PostgresAddressTests
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    private static readonly IReadOnlyList<Case> All =
        JsonSerializer.Deserialize<IReadOnlyList<Case>>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Postgres", "Cases", "addresses.json")), Strict)!;

    public static TheoryData<string> Notes() => [.. All.Select(static item => item.Note)];

    [Theory]
    [MemberData(nameof(Notes))]
    public void Parse_Case_IsReadOrRefusedAndShowsNoPassword(string note)
    {
        var item = All.Single(item => item.Note == note);
        if (item.Error is null)
        {
            var address = PostgresAddress.Parse(item.Address);
            Assert.Equal(item.Shown, address.Shown);
            Assert.Equal("catalog", address.Database);
            Assert.Equal("ann", address.User);
            return;
        }

        var failure = Assert.Throws<StoreException>(() => PostgresAddress.Parse(item.Address));
        Assert.Contains(item.Error, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_EncodedPassword_IsDecoded()
    {
        Assert.Equal("s@c/r:t", PostgresAddress.Parse("postgres://ann:s%40c%2Fr%3At@db/catalog").Connection.Password);
        Assert.Equal("p@ss:w", PostgresAddress.Parse("postgres://ann:p@ss:w@db/catalog").Connection.Password);
    }

    private sealed record Case(string Note, string Address, string? Shown, string? Error);
}
