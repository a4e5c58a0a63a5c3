using Catalog.Core.Approvals;
using Catalog.Core.Catalogs;
using Catalog.Core.Counters;
using Catalog.Core.Decisions;
using Catalog.Core.Grants;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Storage.Tests.Contracts;

/// <summary>A gateway store on a clock that the test moves; the base of what every such store keeps to.</summary>
public abstract class GatewayContract : IAsyncLifetime
{
    private ServiceProvider _services = null!;

    protected static CancellationToken None => CancellationToken.None;

    protected FakeTimeProvider Time { get; } = new();

    protected IGrantStore Grants => _services.GetRequiredService<IGrantStore>();

    protected ICounterStore Counters => _services.GetRequiredService<ICounterStore>();

    protected IApprovalStore Approvals => _services.GetRequiredService<IApprovalStore>();

    protected IApproverStore Approvers => _services.GetRequiredService<IApproverStore>();

    protected IDecisionLog Decisions => _services.GetRequiredService<IDecisionLog>();

    public async ValueTask InitializeAsync()
    {
        await PrepareAsync();
        await OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        await RemoveAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the store and opens it anew, as a restart does.</summary>
    protected async Task RestartAsync()
    {
        await _services.DisposeAsync();
        await OpenAsync();
    }

    protected abstract void Add(IServiceCollection services);

    /// <summary>Starts what the store needs.</summary>
    protected virtual ValueTask PrepareAsync() => ValueTask.CompletedTask;

    protected virtual ValueTask RemoveAsync()
    {
        Remove();
        return ValueTask.CompletedTask;
    }

    protected virtual void Remove()
    {
    }

    private async Task OpenAsync()
    {
        var services = new ServiceCollection().AddSingleton<TimeProvider>(Time);
        Add(services);
        _services = services.BuildServiceProvider();
        await _services.GetRequiredService<IStoreOpening>().OpenAsync(None);
    }
}
