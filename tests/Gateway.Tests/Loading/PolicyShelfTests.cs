using Catalog.Gateway.Loading;
using Microsoft.Extensions.Logging.Abstractions;

namespace Catalog.Gateway.Tests.Loading;

public sealed class PolicyShelfTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PolicyShelf _shelf = new(TimeProvider.System, NullLogger<PolicyFileSource>.Instance);

    public void Dispose()
    {
        _shelf.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Policy_ThatIsNoLongerThere_IsNotReplacedByOneWhoseNameItBeginsWith()
    {
        await PutAsync("pay", "pay.readonly");
        Assert.Equal("pay.readonly", _shelf.FindOrNull("pay.readonly")?.Name);

        await PutAsync("pay");

        Assert.Null(_shelf.FindOrNull("pay.readonly"));
        Assert.Null(_shelf.FindOrNull("old/pay"));
        Assert.Null(_shelf.FindOrNull(".json"));
        Assert.Equal("pay", _shelf.FindOrNull("pay.json")?.Name);
    }

    [Fact]
    public async Task Plan_ThatIsPutInForce_HasThePoliciesAsTheyStandInTheirFiles()
    {
        // Its clock stands still: nothing is seen by a look at the file.
        using var shelf = new PolicyShelf(new FakeTimeProvider(), NullLogger<PolicyFileSource>.Instance);
        var files = new Dictionary<string, string>(StringComparer.Ordinal) { ["pay"] = _folder.File("pay.json") };
        await File.WriteAllTextAsync(files["pay"], """{"version":"1","default":"allow"}""");
        await shelf.PutAsync(shelf.Read(files));
        var first = shelf.FindOrNull("pay")!.Id;

        await File.WriteAllTextAsync(files["pay"], """{"version":"1","default":"deny"}""");
        Assert.Equal(first, shelf.FindOrNull("pay")!.Id);
        shelf.Read(files);
        var second = shelf.FindOrNull("pay")!.Id;
        Assert.NotEqual(first, second);

        foreach (var bad in new[] { """{"version":"1","defa""", "" })
        {
            await File.WriteAllTextAsync(files["pay"], bad);
            shelf.Read(files);
            Assert.Equal(second, shelf.FindOrNull("pay")!.Id);
        }

        File.Delete(files["pay"]);
        shelf.Read(files);
        Assert.Equal(second, shelf.FindOrNull("pay")!.Id);
    }

    private async Task PutAsync(params string[] names)
    {
        foreach (var name in names)
        {
            await File.WriteAllTextAsync(_folder.File(name + ".json"), """{"version":"1","default":"allow"}""");
        }

        await _shelf.PutAsync(_shelf.Read(names.ToDictionary(static name => name, name => _folder.File(name + ".json"))));
    }
}
