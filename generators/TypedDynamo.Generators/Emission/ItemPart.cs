using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Emission;

/// <summary>An object that reading makes of some of an item's attributes: the item itself, or one that is flattened into it.</summary>
/// <remarks>The local variables of all parts stand in one method, so their numbers go on from part to part.</remarks>
internal sealed class ItemPart
{
    private readonly int _ordinals;
    private readonly int _firstOther;

    private ItemPart(ItemModel item, FlattenedModel? flattened, int number, int firstOrdinal, ref int next)
    {
        Item = item;
        Property = flattened?.Property;
        Number = number;
        FirstOrdinal = firstOrdinal;
        _ordinals = item.AttributeNames.Count();
        _firstOther = next;
        next += item.Members.Count() - item.Attributes.Count;

        int ordinal = firstOrdinal + item.Attributes.Count + item.KeyTemplates.Count;
        for (int i = 0; i < item.Flattened.Count; i++)
        {
            Parts.Add(new ItemPart(item.Flattened[i].Item, item.Flattened[i], _firstOther + i, ordinal, ref next));
            ordinal += item.Flattened[i].Item.AttributeNames.Count();
        }
    }

    public ItemModel Item { get; }

    /// <summary>The property that holds a flattened object.</summary>
    public AttributeModel? Property { get; }

    /// <summary>The number of the local variable that holds a flattened object.</summary>
    public int Number { get; }

    /// <summary>The ordinal of the object's first attribute.</summary>
    public int FirstOrdinal { get; }

    /// <summary>The objects that are flattened into this one.</summary>
    public List<ItemPart> Parts { get; } = [];

    /// <summary>The local variable that holds the object while its properties are set.</summary>
    public string Object => Property is null ? "item" : $"item{Number}";

    /// <summary>The object and what is flattened into it, in the order of their attributes.</summary>
    public IEnumerable<ItemPart> WithParts => Parts.SelectMany(part => part.WithParts).Prepend(this);

    /// <summary>The same in the order in which they can be made: what is flattened into an object comes before it.</summary>
    public IEnumerable<ItemPart> FromInside => Parts.SelectMany(part => part.FromInside).Append(this);

    public static ItemPart Of(ItemModel item)
    {
        int next = item.AttributeNames.Count();
        return new ItemPart(item, flattened: null, number: 0, firstOrdinal: 0, ref next);
    }

    /// <summary>The number of the local variables of a property, which is given by its own number.</summary>
    public int LocalOf(int number) => number < Item.Attributes.Count ? FirstOrdinal + number : _firstOther + number - _ordinals;
}
