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

    private async Task PutAsync(params string[] names)
    {
        foreach (var name in names)
        {
            await File.WriteAllTextAsync(_folder.File(name + ".json"), """{"version":"1","default":"allow"}""");
        }

        await _shelf.PutAsync(_shelf.Read(names.ToDictionary(static name => name, name => _folder.File(name + ".json"))));
    }
}
