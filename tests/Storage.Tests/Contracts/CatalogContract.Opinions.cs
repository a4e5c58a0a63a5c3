using Catalog.Core.Classifications;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Storage.Tests.Contracts;

public abstract partial class CatalogContract
{
    [Fact]
    public async Task StoreAsync_Opinion_IsFoundUnderItsKeyAndReplaced()
    {
        var cache = _services!.GetRequiredService<IOpinionCache>();
        var key = new string('a', 64);
        Assert.Null(await cache.FindOrNullAsync(key, None));
        await cache.StoreAsync(key, "{}", None);
        await cache.StoreAsync(key, """{"a":"é'"}""", None);
        Assert.Equal("""{"a":"é'"}""", await cache.FindOrNullAsync(key, None));
        Assert.Null(await cache.FindOrNullAsync(new string('b', 64), None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => cache.StoreAsync(key, new string('x', 8_193), None));
    }
}
