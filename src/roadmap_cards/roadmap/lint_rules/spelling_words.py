"""Words whose spelling goes wrong, and words that British and American English spell in two ways."""

from __future__ import annotations


def _pairs(text: str) -> dict[str, str]:
    """Return `left:right` words as a mapping."""
    return {left: right for left, _, right in (pair.partition(":") for pair in text.split())}


_MISSPELT = """
    accomodate:accommodate accross:across acheive:achieve adress:address agressive:aggressive
    algorithim:algorithm algoritm:algorithm aparent:apparent apparant:apparent arguement:argument
    assymetric:asymmetric atention:attention availble:available avaliable:available basicly:basically
    becuase:because begining:beginning beleive:believe benifit:benefit calender:calendar catagory:category
    charachter:character choosen:chosen comming:coming commited:committed compatability:compatibility
    completly:completely concious:conscious consistant:consistent contraint:constraint
    convergance:convergence definately:definitely dependancy:dependency dependant:dependent
    desparate:desperate diffrent:different dimention:dimension dimentional:dimensional embeding:embedding
    embedings:embeddings enviroment:environment equivilent:equivalent existance:existence
    expresion:expression familar:familiar finaly:finally foward:forward fucntion:function funtion:function
    futher:further gradiant:gradient gradiants:gradients guage:gauge happend:happened heirarchy:hierarchy
    hiden:hidden immediatly:immediately implmentation:implementation independant:independent
    infered:inferred inital:initial initalize:initialize interupt:interrupt intial:initial
    langauge:language lenght:length likelyhood:likelihood liklihood:likelihood maintainance:maintenance
    managment:management matix:matrix maximun:maximum minumum:minimum mispell:misspell modle:model
    multipy:multiply neccessary:necessary necesary:necessary noticable:noticeable occured:occurred
    occurence:occurrence occuring:occurring occurrance:occurrence optimze:optimize orthoganal:orthogonal
    paralel:parallel paralell:parallel paramater:parameter paramaters:parameters paramter:parameter
    paramters:parameters performace:performance persistant:persistent posible:possible posssible:possible
    preceed:precede precendence:precedence prefered:preferred previus:previous probabilty:probability
    probablity:probability proccess:process propogate:propagate propogation:propagation pyhton:python
    recieve:receive recieved:received recieves:receives recomend:recommend recurrant:recurrent
    recursivly:recursively refered:referred refering:referring relevent:relevant repitition:repetition
    represenation:representation responce:response retreive:retrieve seperate:separate seperated:separated
    seperately:separately seperator:separator similiar:similar sofware:software specifed:specified
    succesful:successful successfull:successful sucess:success suprise:surprise thats:that’s
    threshhold:threshold transfered:transferred truely:truly untill:until useage:usage usefull:useful
    varaible:variable varient:variant vecter:vector wether:whether wich:which wieght:weight
    wieghts:weights wierd:weird writen:written
"""
_AMERICAN = """
    analyze:analyse behavior:behaviour behaviors:behaviours center:centre centered:centred color:colour
    colors:colours favor:favour favorite:favourite favors:favours fiber:fibre flavor:flavour
    generalize:generalise generalized:generalised generalizes:generalises honor:honour
    initialize:initialise initialized:initialised initializes:initialises labeled:labelled
    labeling:labelling labor:labour maximize:maximise maximizes:maximises memorize:memorise
    minimize:minimise minimizes:minimises modeled:modelled modeling:modelling neighbor:neighbour
    neighbors:neighbours normalize:normalise normalized:normalised normalizes:normalises optimize:optimise
    optimized:optimised optimizes:optimises organize:organise recognize:recognise recognized:recognised
    recognizes:recognises regularize:regularise specialize:specialise specialized:specialised
    standardize:standardise summarize:summarise summarized:summarised summarizes:summarises
    traveled:travelled utilize:utilise vectorize:vectorise vectorized:vectorised
"""
MISSPELT = _pairs(_MISSPELT)
"""Common misspellings, in small letters, with what is meant."""
AMERICAN = _pairs(_AMERICAN)
"""American spellings with the British ones.

Terms of the trade (tokenizer, optimizer) are American everywhere, so they are not here.
"""
