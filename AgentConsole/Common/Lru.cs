using System.Diagnostics.CodeAnalysis;

namespace AgentConsole.Common;

/// <summary>The values used last, at most a number of them. Not safe for several threads.</summary>
public sealed class Lru<TKey, TValue>(int capacity) where TKey : notnull
{
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> _values = [];
    private readonly LinkedList<(TKey Key, TValue Value)> _byUse = new();

    public int Count => _values.Count;

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (!_values.TryGetValue(key, out var node))
        {
            value = default;
            return false;
        }

        _byUse.Remove(node);
        _byUse.AddFirst(node);
        value = node.Value.Value;
        return true;
    }

    public void Set(TKey key, TValue value)
    {
        Remove(key);
        _values[key] = _byUse.AddFirst((key, value));
        if (_values.Count > capacity) Remove(_byUse.Last!.Value.Key);
    }

    public void Remove(TKey key)
    {
        if (_values.Remove(key, out var node)) _byUse.Remove(node);
    }

    public void Clear()
    {
        _values.Clear();
        _byUse.Clear();
    }
}
