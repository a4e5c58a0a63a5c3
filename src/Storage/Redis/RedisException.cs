namespace Catalog.Storage.Redis;

/// <summary>A Redis server cannot be reached, or did not do what it was asked.</summary>
internal sealed class RedisException : Exception
{
    public RedisException(string message)
        : base(message)
    {
    }

    public RedisException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
